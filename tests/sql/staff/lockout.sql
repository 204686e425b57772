-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir people.psql
SELECT plan(14);

SELECT pg_temp.person('lo_ann', 'teller');
SELECT id AS ann FROM pd.staff WHERE name = 'lo_ann' \gset

-- Guesses whose transaction is rolled back. Nothing of them is left but the count.
SAVEPOINT guesses;
SELECT is(pg_temp.sign_in('lo_ann', pg_temp.key('wrong'), '000000'), 'refused,-', 'a guess') FROM generate_series(1, 4);
ROLLBACK TO SAVEPOINT guesses;
SELECT is(pd.tries(:ann, 'look'), 4, 'counted although rolled back');
SELECT is((SELECT count(*) FROM pd.event WHERE operation = 'staff.sign_in'), 0::bigint, 'although no row is left');

SELECT pg_temp.sign_in('lo_ann', pg_temp.key('lo_ann'), '000000') FROM generate_series(1, 5) \g /dev/null
SELECT is(pd.tries(:ann, 'look'), 9, 'nine');
SELECT is(pg_temp.sign_in('lo_ann', pg_temp.key('lo_ann'), '000000'), 'refused,-', 'the tenth');
SELECT is(pg_temp.sign_in('lo_ann', pg_temp.key('lo_ann'), pg_temp.code(0)), 'refused,-', 'locked: the true factors do not help');
SELECT is((SELECT detail ->> 'why' FROM pd.event ORDER BY seq DESC LIMIT 1), 'locked', 'and the event says so');
SELECT is(pd.tries(:ann, 'look'), 10, 'tries while locked do not make it longer');

-- The sequence holds seconds * 64 + failures: let the last failure be longer ago.
SELECT setval('pd.tries_' || :ann, ((extract(epoch FROM clock_timestamp())::bigint - 1790) << 6) | 10) \g /dev/null
SELECT is(pg_temp.sign_in('lo_ann', pg_temp.key('lo_ann'), pg_temp.code(0)), 'refused,-', 'still locked just before half an hour');
SELECT setval('pd.tries_' || :ann, ((extract(epoch FROM clock_timestamp())::bigint - 1801) << 6) | 10) \g /dev/null
SELECT is(pg_temp.sign_in('lo_ann', pg_temp.key('lo_ann'), pg_temp.code(0)), 'ok,', 'open after half an hour');
SELECT is(pd.tries(:ann, 'look'), 0, 'and forgiven');

SELECT * FROM finish();
ROLLBACK;
