-- SPDX-License-Identifier: Apache-2.0
--
-- What was applied before.

SELECT m.name, m.sha256 FROM pd.migration m ORDER BY m.name
