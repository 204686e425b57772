-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir people.psql
SELECT plan(32);

SELECT pg_temp.person('si_ann', 'teller');
SELECT pg_temp.person('si_bob', 'teller');

-- Parameters: one's own are true, all others are made up, and always the same.
SELECT is(pg_temp.as('si_ann', NULL, $$SELECT salt FROM api.sign_in_parameters('si_ann')$$),
          pg_temp.salt('si_ann')::text, 'own salt');
SELECT isnt(pg_temp.as('si_ann', NULL, $$SELECT salt FROM api.sign_in_parameters('si_bob')$$),
            pg_temp.salt('si_bob')::text, 'not a colleague''s salt');
SELECT is(pg_temp.as('si_ann', NULL, $$SELECT salt FROM api.sign_in_parameters('nobody')$$),
          pg_temp.as('si_ann', NULL, $$SELECT salt FROM api.sign_in_parameters('nobody')$$), 'a made-up salt is stable');
SELECT isnt(pg_temp.as('si_ann', NULL, $$SELECT salt FROM api.sign_in_parameters('nobody')$$),
            pg_temp.as('si_ann', NULL, $$SELECT salt FROM api.sign_in_parameters('nobody2')$$), 'and of the name');
SELECT is(pg_temp.as('si_ann', NULL, $$SELECT length(salt) || ' ' || ops || ' ' || mem_kib FROM api.sign_in_parameters('nobody')$$),
          pg_temp.as('si_ann', NULL, $$SELECT length(salt) || ' ' || ops || ' ' || mem_kib FROM api.sign_in_parameters('si_ann')$$),
          'made-up parameters look like true ones');
SELECT is(pg_temp.as('si_ann', NULL, $$SELECT length(salt) FROM api.sign_in_parameters(NULL)$$), '16', 'no name is an unknown name');

-- The way it should go.
SELECT is(pg_temp.sign_in('si_ann', pg_temp.key('si_ann'), pg_temp.code(-1)), 'ok,', 'both factors');
SELECT is((SELECT count(*) FROM pd.session s JOIN pd.staff f ON f.id = s.staff WHERE f.name = 'si_ann'), 1::bigint, 'one session');
SELECT is((SELECT operation || ' ' || outcome || ' ' || login || ' ' || object FROM pd.event ORDER BY seq DESC LIMIT 1),
          'staff.sign_in done si_ann si_ann', 'and its event');
SELECT is(pg_temp.as('si_ann', NULL, format(
          $$SELECT token ~ '^[0-9a-f]{64}$' FROM api.sign_in('si_ann', %L, %L)$$, pg_temp.key('si_ann'), pg_temp.code(0))),
          'true', 'a token of 64 hex digits');
SELECT is((SELECT count(DISTINCT token_hash) FROM pd.session), 2::bigint, 'a new token each time');
SELECT is((SELECT pd.tries(id, 'look') FROM pd.staff WHERE name = 'si_ann'), 0, 'nothing counted');
SELECT ok((SELECT last_login > now() FROM pd.staff_login l JOIN pd.staff s ON s.id = l.staff WHERE s.name = 'si_ann'), 'last_login');

-- The ways it should not, all with the same answer.
SELECT is(pg_temp.sign_in('si_ann', pg_temp.key('si_ann'), pg_temp.code(0)), 'refused,-', 'the same code again');
SELECT is(pg_temp.sign_in('si_ann', pg_temp.key('si_ann'), pg_temp.code(-1)), 'refused,-', 'an earlier code after a later one');
SELECT is(pg_temp.sign_in('si_ann', pg_temp.key('si_ann'), pg_temp.code(3)), 'refused,-', 'a code of the future');
SELECT is(pg_temp.sign_in('si_ann', pg_temp.key('si_ann'), NULL), 'refused,-', 'no code');
SELECT is(pg_temp.sign_in('si_ann', pg_temp.key('si_ann'), ''), 'refused,-', 'an empty code');
SELECT is(pg_temp.sign_in('si_ann', pg_temp.key('wrong'), pg_temp.code(1)), 'refused,-', 'a wrong password');
SELECT is(pg_temp.sign_in('si_ann', NULL, pg_temp.code(1)), 'refused,-', 'no password');
SELECT is((SELECT pd.tries(id, 'look') FROM pd.staff WHERE name = 'si_ann'), 7, 'each of them counted');
SELECT is((SELECT detail ->> 'why' FROM pd.event ORDER BY seq DESC LIMIT 1), 'factors', 'the event tells less than all');
SELECT is(pg_temp.sign_in('nobody', pg_temp.key('nobody'), '123456'), '22023', 'there is no such login');
SELECT is(pg_temp.as('si_bob', NULL, format($$SELECT status FROM api.sign_in('si_ann', %L, %L)$$,
                                            pg_temp.key('si_ann'), pg_temp.code(1))), 'refused', 'a colleague with all my factors');
SELECT is((SELECT staff IS NULL AND object IS NULL AND detail ->> 'why' = 'unknown' FROM pd.event ORDER BY seq DESC LIMIT 1),
          true, 'what was typed as a name is not kept');
SELECT is((SELECT pd.tries(id, 'look') FROM pd.staff WHERE name = 'si_ann'), 7, 'and nobody can lock out another');
SELECT is(pg_temp.sign_in('si_ann', pg_temp.key('si_ann'), pg_temp.code(1)), 'ok,', 'still works');
SELECT is((SELECT pd.tries(id, 'look') FROM pd.staff WHERE name = 'si_ann'), 0, 'and forgives');

-- Disabled people are unknown people.
UPDATE pd.staff SET active = false WHERE name = 'si_bob';
SELECT is(pg_temp.sign_in('si_bob', pg_temp.key('si_bob'), pg_temp.code(0)), 'refused,-', 'disabled');

-- Nothing in the tables is good for signing in.
SELECT isnt((SELECT verifier FROM pd.credential c JOIN pd.staff s ON s.id = c.staff WHERE s.name = 'si_ann'),
            pg_temp.key('si_ann'), 'the key is not stored');
SELECT isnt((SELECT totp_sealed FROM pd.credential c JOIN pd.staff s ON s.id = c.staff WHERE s.name = 'si_ann'),
            pg_temp.seed(), 'nor the seed');
SELECT is((SELECT pd.seed_open(c, pg_temp.key('si_ann')) FROM pd.credential c JOIN pd.staff s ON s.id = c.staff
            WHERE s.name = 'si_ann'), pg_temp.seed(), 'but the key opens it');

SELECT * FROM finish();
ROLLBACK;
