-- SPDX-License-Identifier: Apache-2.0
--
-- Where the journal stood when a period was closed: clocks may be set, numbers only go on.

ALTER TABLE pd.period_close ADD journal bigint;
COMMENT ON COLUMN pd.period_close.journal IS 'The last journal id drawn before; NULL where it was closed before this was kept.';
