-- SPDX-License-Identifier: Apache-2.0
--
-- The rights are given by whoever deploys, the cluster's superuser.

RESET ROLE;
