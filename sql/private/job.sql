-- SPDX-License-Identifier: Apache-2.0
--
-- The jobs of the worker, one a line.  Written anew by each deploy, so this file is the whole truth of which there
-- are, how often they run and how much one call may do; when each runs next is kept.
--
-- A job is a function pd.job_<name>(p_limit integer) RETURNS integer: it does up to p_limit things, answers how many
-- it did, and 0 when nothing is left.  A call is one transaction, may be killed at any moment, and may run beside
-- another call of itself.  every: the pause after an answer of 0; at_time: once a day at this time (UTC) instead.

WITH wanted (name, every, at_time, chunk) AS (
    VALUES
    ('orders', interval '30 seconds', NULL::time, 50),
    ('bulk', interval '30 seconds', NULL, 2000),
    ('prove', interval '1 day', time '02:30', 1),
    ('fold', interval '2 seconds', NULL, 10000),
    ('accrual', interval '5 minutes', NULL, 1000),
    ('interest', interval '5 minutes', NULL, 500),
    ('statement_fee', interval '5 minutes', NULL, 500),
    ('reservations', interval '1 minute', NULL, 200)
), gone AS (
    DELETE FROM pd.job j WHERE j.name NOT IN (SELECT w.name FROM wanted w)
)
INSERT INTO pd.job (name, every, at_time, chunk)
SELECT w.name, w.every, w.at_time, w.chunk
  FROM wanted w
ON CONFLICT (name) DO UPDATE
   SET every = excluded.every, at_time = excluded.at_time, chunk = excluded.chunk;
