-- SPDX-License-Identifier: Apache-2.0
-- One request id, one answer; and one event each.
BEGIN;
\ir people.psql
SELECT plan(25);

SELECT pg_temp.person('rq_adam', 'administrator');
SELECT pg_temp.person('rq_eve', 'administrator');
SELECT pg_temp.person('rq_tom', 'teller');
SELECT pg_temp.session('rq_adam') AS adam \gset
SELECT pg_temp.session('rq_eve') AS eve \gset
SELECT count(*) AS events FROM pd.event \gset

CREATE FUNCTION pg_temp.disable(p_request text, p_name text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT coalesce(a -> ''refused'' ->> ''code'', ''done'') || '' '' || (a ->> ''replayed'') || '' '' || (a ->> ''request'') FROM api.staff_disable(%L, %L) a', p_request, p_name)
$$;
SELECT '00000000-0000-7000-8000-000000000001' AS r1, '00000000-0000-7000-8000-000000000002' AS r2,
       '00000000-0000-7000-8000-000000000003' AS r3 \gset

SELECT is(pg_temp.as('rq_adam', :'adam', format('SELECT outcome FROM api.request_view(%L)', :'r1')), 'unknown', 'not asked yet');
SELECT is(pg_temp.as('rq_adam', :'adam', pg_temp.disable(:'r1', 'rq_tom')), 'done false ' || :'r1', 'the first time');
SELECT is(pg_temp.as('rq_adam', :'adam', pg_temp.disable(:'r1', 'rq_tom')), 'done true ' || :'r1', 'the same answer again');
SELECT is((SELECT count(*) FROM pd.event) - :events, 1::bigint, 'one event');
SELECT is((SELECT operation || ' ' || object || ' ' || request || ' ' || outcome || ' ' || login || ' ' || origin FROM pd.event ORDER BY seq DESC LIMIT 1),
          'staff.disable rq_tom ' || :'r1' || ' done rq_adam local', 'that tells it all');
SELECT is(pg_temp.as('rq_adam', :'adam', pg_temp.disable(:'r1', 'rq_eve')), 'PD002', 'the id with another body');
SELECT is(pg_temp.as('rq_eve', :'eve', pg_temp.disable(:'r1', 'rq_tom')), 'PD002', 'the id by another person');
SELECT is(pg_temp.as('rq_adam', :'adam', format('SELECT api.staff_enable(%L, ''rq_tom'')', :'r1')), 'PD002', 'the id for another operation');
SELECT is(pg_temp.as('rq_adam', :'adam', format('SELECT operation || '' '' || outcome || '' '' || (answer ->> ''name'') FROM api.request_view(%L)', :'r1')),
          'staff.disable done rq_tom', 'what became of it');
SELECT is(pg_temp.as('rq_eve', :'eve', format('SELECT outcome FROM api.request_view(%L)', :'r1')), 'unknown', 'is for who asked only');

-- A refusal by a rule is final for its id.
SELECT is(pg_temp.as('rq_adam', :'adam', pg_temp.disable(:'r2', 'rq_tom')), 'PD029 false ' || :'r2', 'refused: disabled already');
UPDATE pd.staff SET active = true WHERE name = 'rq_tom';
SELECT is(pg_temp.as('rq_adam', :'adam', pg_temp.disable(:'r2', 'rq_tom')), 'PD029 true ' || :'r2', 'still refused though the rule would let it pass');
SELECT ok((SELECT active FROM pd.staff WHERE name = 'rq_tom'), 'and nothing happened');
SELECT is((SELECT outcome || ' ' || (detail ->> 'code') || ' ' || (detail ->> 'field') FROM pd.event ORDER BY seq DESC LIMIT 1), 'refused PD029 name', 'its event');
SELECT is(pg_temp.as('rq_adam', :'adam', format('SELECT (answer -> ''refused'' ->> ''sentence'') || (answer -> ''refused'' ->> ''field'') FROM api.request_view(%L)', :'r2')),
          'This person is disabled already.name', 'its answer has sentence and field');

-- What is wrong with the call itself is raised and keeps nothing.
SELECT is(pg_temp.as('rq_adam', :'adam', pg_temp.disable(:'r3', 'rq_adam')), 'PD004', 'not permitted');
SELECT is((SELECT count(*) FROM pd.request WHERE id = :'r3'), 0::bigint, 'the id is not spent');
SELECT is(pg_temp.as('rq_adam', :'adam', pg_temp.disable(:'r3', 'rq_tom')), 'done false ' || :'r3', 'and may come again, put right');
SELECT is(pg_temp.as('rq_adam', :'adam', pg_temp.disable('no uuid', 'rq_tom')), '22P02', 'no request id at all');

-- Two at once: the second finds the row when it comes to keep its answer, and is asked to try again.
SELECT throws_ok(format($$SELECT pd.call_end(ROW(1, 1, current_date, 'staff.disable', %L, '\x00', NULL)::pd.call, '{}', NULL)$$, :'r1'),
                 '40001', NULL, 'the second of two at once');

-- Append-only.
SELECT throws_ok('UPDATE pd.event SET object = NULL', 'PD029', NULL, 'events are not changed');
SELECT throws_ok('DELETE FROM pd.event', 'PD029', NULL, 'nor removed');
SELECT throws_ok('TRUNCATE pd.event', 'PD029', NULL, 'nor all of them');
SELECT throws_ok('UPDATE pd.request SET answer = NULL', 'PD029', NULL, 'requests are not changed');
SELECT throws_ok('DELETE FROM pd.request', 'PD029', NULL, 'nor removed');

SELECT * FROM finish();
ROLLBACK;
