-- SPDX-License-Identifier: Apache-2.0
--
-- What the next file writes: a comment takes no bound parameter.

SELECT pg_catalog.set_config('paydesk.contract', $1, true)
