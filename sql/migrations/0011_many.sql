-- SPDX-License-Identifier: Apache-2.0
--
-- Requests of the bank's own programs, which no person made.

ALTER TABLE pd.request ALTER staff DROP NOT NULL;
COMMENT ON COLUMN pd.request.staff IS 'Who asked. NULL: one of the bank''s own programs.';

CREATE TYPE pd.many_done AS (place integer, code text, journal bigint, sentence text, replayed boolean);
COMMENT ON TYPE pd.many_done IS 'What became of one of many payments: code NULL = posted.';
