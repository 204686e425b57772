-- SPDX-License-Identifier: Apache-2.0
-- A one-time password: the first session is limited until the password is changed and the factor enrolled.
BEGIN;
\ir people.psql
SELECT plan(33);

SELECT pg_temp.newcomer('ne_ann', 'teller');
SELECT is(pg_temp.sign_in('ne_ann', pg_temp.key('wrong'), NULL), 'refused,-', 'a wrong one-time password');
SELECT is(pg_temp.sign_in('ne_ann', pg_temp.key('ne_ann'), NULL), 'ok,change_password', 'the one-time password alone');
SELECT pg_temp.session('ne_ann') AS token \gset
SELECT pg_temp.session('ne_ann') AS other \gset
SELECT $$SELECT next || ' ' || limited || ' ' || array_to_string(operations, ' ') FROM api.session_view()$$ AS view \gset

SELECT is(pg_temp.as('ne_ann', :'token', :'view'),
          'change_password true staff.change_password staff.enrol staff.session staff.sign_out', 'a limited session');
SELECT is(pg_temp.as('ne_ann', :'token', $$SELECT outcome FROM api.request_view(gen_random_uuid())$$), 'PD006', 'good for nothing else');
SELECT is(pg_temp.as('ne_ann', :'token', $$SELECT name FROM api.staff_list()$$), 'PD006', 'nor for what the role may not');

-- Changing the password.
CREATE FUNCTION pg_temp.previous(p_password text, p_name text) RETURNS bytea[] LANGUAGE sql AS $$
    -- What the terminal does with api.staff_password_salts(): here K is simply sha256(password || salt).
    SELECT array_agg(sha256(convert_to(p_password, 'UTF8') || h.salt)) FROM pd.staff s, pd.credential_history(s.id) h
     WHERE s.name = p_name
$$;
CREATE FUNCTION pg_temp.change(p_name text, p_request text, p_key bytea, p_code text, p_salt bytea, p_password text, p_previous bytea[])
RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT coalesce(a -> ''refused'' ->> ''code'', ''next='' || (a ->> ''next'')) FROM api.staff_change_password(%L, %L, %L, %L, %L, %L) a',
                  p_request, p_key, p_code, p_salt, sha256(convert_to(p_password, 'UTF8') || p_salt), p_previous)
$$;
CREATE FUNCTION pg_temp.k(p_password text, p_salt bytea) RETURNS bytea LANGUAGE sql AS
$$ SELECT sha256(convert_to(p_password, 'UTF8') || p_salt) $$;
SELECT pg_temp.salt('1') AS s1, pg_temp.salt('2') AS s2, pg_temp.salt('3') AS s3 \gset

SELECT is(pg_temp.as('ne_ann', :'token', $$SELECT salt::text || ' ' || ops || ' ' || mem_kib FROM api.staff_password_salts()$$),
          pg_temp.salt('ne_ann')::text || ' 3 65536', 'the salts of my passwords');
SELECT is(pg_temp.as('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000001', pg_temp.key('wrong'), NULL, :'s1', 'one', pg_temp.previous('one', 'ne_ann'))),
          'PD001', 'the old password must be right');
SELECT is(pg_temp.field_of('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000001', pg_temp.key('wrong'), NULL, :'s1', 'one', pg_temp.previous('one', 'ne_ann'))),
          'password', 'and the field is named');
SELECT is((SELECT pd.tries(id, 'look') FROM pd.staff WHERE name = 'ne_ann'), 2, 'and both guesses counted');
SELECT is(pg_temp.field_of('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000001', pg_temp.key('ne_ann'), NULL, :'s1', 'one', '{}')),
          'new_password', 'not compared with the old ones');
SELECT is(pg_temp.field_of('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000001', pg_temp.key('ne_ann'), NULL, 'short', 'one', pg_temp.previous('one', 'ne_ann'))),
          'new_password', 'a salt of the wrong length');
SELECT is(pg_temp.as('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000001', pg_temp.key('ne_ann'), NULL, :'s1', 'one', pg_temp.previous('one', 'ne_ann'))),
          'next=enrol', 'done: the same request id, put right');
SELECT is(pg_temp.as('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000001', pg_temp.key('ne_ann'), NULL, :'s1', 'one', '{}')),
          'next=enrol', 'asked again: the same answer');
SELECT is(pg_temp.as('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000001', pg_temp.key('ne_ann'), NULL, :'s2', 'two', '{}')),
          'PD002', 'the same id for another password');
SELECT is(pg_temp.as('ne_ann', :'token', :'view') LIKE 'enrol true %', true, 'this session goes on, still limited');
SELECT is(pg_temp.as('ne_ann', :'other', :'view'), 'PD003', 'the other one ended');
SELECT is(pg_temp.sign_in('ne_ann', pg_temp.key('ne_ann'), NULL), 'refused,-', 'the one-time password is spent');

-- Enrolling.
SELECT format('SELECT coalesce(a -> ''refused'' ->> ''code'', ''next='' || (a ->> ''next'')) FROM api.staff_enrol(%%L, %L, %L, %%L) a',
              pg_temp.k('one', :'s1'), pg_temp.seed()) AS enrol \gset
SELECT is(pg_temp.field_of('ne_ann', :'token', format(:'enrol', '00000000-0000-7000-8000-000000000002', '000000')), 'code', 'a code of another seed');
SELECT is(pg_temp.field_of('ne_ann', :'token', format('SELECT api.staff_enrol(%L, %L, %L, %L)', '00000000-0000-7000-8000-000000000002',
          pg_temp.key('wrong'), pg_temp.seed(), pg_temp.code(0))), 'password', 'a wrong password');
SELECT is(pg_temp.field_of('ne_ann', :'token', format('SELECT api.staff_enrol(%L, %L, %L, %L)', '00000000-0000-7000-8000-000000000002',
          pg_temp.k('one', :'s1'), 'short'::bytea, pg_temp.code(0))), 'seed', 'a seed too short');
SELECT is(pg_temp.as('ne_ann', :'token', format(:'enrol', '00000000-0000-7000-8000-000000000002', pg_temp.code(-1))), 'next=', 'enrolled');
SELECT is(pg_temp.as('ne_ann', :'token', :'view') LIKE ' false %cash.deposit%', true, 'the session is a full one now');
SELECT is(pg_temp.as('ne_ann', :'token', format(:'enrol', '00000000-0000-7000-8000-000000000003', pg_temp.code(0))), 'PD029', 'not a second time');
SELECT is(pg_temp.sign_in('ne_ann', pg_temp.k('one', :'s1'), pg_temp.code(-1)), 'refused,-', 'the enrolment''s code is used');
SELECT is(pg_temp.sign_in('ne_ann', pg_temp.k('one', :'s1'), pg_temp.code(0)), 'ok,', 'both factors');

-- Changing it again: now with a code, and not back to an old one; the factor goes along.
SELECT is(pg_temp.field_of('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000004', pg_temp.k('one', :'s1'), NULL, :'s2', 'two', pg_temp.previous('two', 'ne_ann'))),
          'password', 'a password without a code');
SELECT is(pg_temp.field_of('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000004', pg_temp.k('one', :'s1'), pg_temp.code(1), :'s2', 'one', pg_temp.previous('one', 'ne_ann'))),
          'new_password', 'the same password again');
SELECT is((SELECT count(*) FROM pd.staff s, pd.credential_history(s.id) WHERE s.name = 'ne_ann'), 2::bigint, 'two passwords so far: enrolling was none');
SELECT is(pg_temp.as('ne_ann', :'token', pg_temp.change('ne_ann', '00000000-0000-7000-8000-000000000004', pg_temp.k('one', :'s1'), pg_temp.code(1), :'s2', 'two', pg_temp.previous('two', 'ne_ann'))),
          'next=', 'a new one');
SELECT is((SELECT pd.seed_open(pd.credential_current(s.id, s.generation), pg_temp.k('two', :'s2')) FROM pd.staff s WHERE s.name = 'ne_ann'),
          pg_temp.seed(), 'the seed is sealed with the new key');
UPDATE pd.staff_login SET last_step = 0;
SELECT is(pg_temp.sign_in('ne_ann', pg_temp.k('two', :'s2'), pg_temp.code(0)), 'ok,', 'and gives the codes of the same phone');
SELECT is(pg_temp.sign_in('ne_ann', pg_temp.k('one', :'s1'), pg_temp.code(1)), 'refused,-', 'the old password is not good');

-- A change that overlapped a reset has the old generation: it does not count, whoever committed last.
SELECT pd.credential_add(id, 0, :'s3', 3, 65536, pg_temp.k('three', :'s3'), NULL, false, NULL) FROM pd.staff WHERE name = 'ne_ann' \g /dev/null
SELECT is(pg_temp.sign_in('ne_ann', pg_temp.k('three', :'s3'), NULL), 'refused,-', 'a credential of another generation is void');

SELECT * FROM finish();
ROLLBACK;
