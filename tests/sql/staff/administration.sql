-- SPDX-License-Identifier: Apache-2.0
-- What administrators do with people.
BEGIN;
\ir people.psql
SELECT plan(53);

SELECT pg_temp.person('ad_adam', 'administrator');
SELECT pg_temp.person('ad_ann', 'teller');
SELECT pg_temp.session('ad_adam') AS adam \gset
SELECT pg_temp.session('ad_ann') AS ann \gset
SELECT 'SELECT name FROM api.session_view()' AS view \gset

CREATE FUNCTION pg_temp.create(p_name text, p_full_name text, p_role text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT coalesce(a -> ''refused'' ->> ''code'' || '' '' || (a -> ''refused'' ->> ''field''), a ->> ''name'') FROM api.staff_create(gen_random_uuid(), %L, %L, %L, %L, %L) a',
                  p_name, p_full_name, p_role, pg_temp.salt('x'), pg_temp.key('x'))
$$;
CREATE FUNCTION pg_temp.act(p_what text, p_name text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT coalesce(a -> ''refused'' ->> ''code'', ''done'') FROM api.staff_%s(gen_random_uuid(), %L%s) a', p_what, p_name,
                  CASE p_what WHEN 'reset' THEN format(', %L, %L', pg_temp.salt('y'), pg_temp.key('y')) ELSE '' END)
$$;

-- Creating.
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.create('ad_new', 'Núria Ñandú', 'teller')), 'ad_new', 'a new person');
SELECT is((SELECT role || ' ' || ledger || ' ' || active FROM pd.staff WHERE name = 'ad_new'), 'teller 1 true', 'in the administrator''s branch');
SELECT is((SELECT c.name FROM pd.staff s JOIN pd.staff c ON c.id = s.created_by WHERE s.name = 'ad_new'), 'ad_adam', 'by him');
SELECT is((SELECT c.must_change AND c.totp_sealed IS NULL FROM pd.staff s, pd.credential_current(s.id, 1) c WHERE s.name = 'ad_new'), true, 'with a one-time password');
SELECT is(pd.login_state('ad_new'), 'missing', 'without a login yet');
SELECT is((SELECT string_agg(name, ' ') FROM admin.staff_provision()), 'ad_new', 'the host''s administrator makes it');
SELECT is(pd.login_state('ad_new'), 'ready', 'there it is');
SELECT is((SELECT count(*) FROM admin.staff_provision()), 0::bigint, 'and nothing more to make');
SELECT is(pg_temp.sign_in('ad_new', pg_temp.key('x'), NULL), 'ok,change_password', 'he can sign in');
SELECT is((SELECT rolconnlimit FROM pg_roles WHERE rolname = 'ad_new'), 64, 'the login''s connection limit');

SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.create('ad_new', 'Another', 'teller')), 'PD027 name', 'the name is taken');
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.create(n, 'X', 'teller')), 'PD027 name', 'reserved: ' || n)
  FROM unnest(ARRAY['postgres', 'pg_monitor', 'paydesk_owner', 'paydesk_x', 'public', 'none', 'root']) n;
CREATE ROLE ad_backup LOGIN REPLICATION;
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.create('ad_backup', 'X', 'teller')), 'PD027 name', 'a role of another purpose has the name');
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.create(n, 'X', 'teller')), 'PD001', 'no name: ' || coalesce(left(to_json(n)::text, 40), 'NULL'))
  FROM unnest(ARRAY[NULL, '', 'a', 'A', 'Tina', '1tina', 'ti na', 'tina"; DROP ROLE x', 'tina''', 'tïna', repeat('a', 32), E'ti\nna']) n;
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.create('ad_x', n, 'teller')), 'PD001', 'no full name')
  FROM unnest(ARRAY[NULL, '', ' X', E'a\tb', E'a\u202eb', repeat('é', 71)]) n;
SELECT is(pg_temp.field_of('ad_adam', :'adam', pg_temp.create('ad_x', 'X', 'owner')), 'role', 'no such role');
SELECT is(pg_temp.as('ad_ann', :'ann', pg_temp.create('ad_x', 'X', 'teller')), 'PD004', 'a teller creates nobody');

-- Disabling, enabling.
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.act('disable', 'ad_adam')), 'PD004', 'not oneself');
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.act('reset', 'ad_adam')), 'PD004', 'nor reset oneself');
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.act('disable', 'ad_nobody')), 'PD012', 'nobody of that name');
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.act('disable', 'ad_ann')), 'done', 'disable');
SELECT is(pg_temp.as('ad_ann', :'ann', :'view'), 'PD003', 'at once');
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.act('disable', 'ad_ann')), 'PD029', 'not twice');
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.act('enable', 'ad_ann')), 'done', 'enable');
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.act('enable', 'ad_ann')), 'PD029', 'not twice');
SELECT is(pg_temp.as('ad_ann', :'ann', :'view'), 'PD003', 'the old session stays void');
SELECT is(pg_temp.sign_in('ad_ann', pg_temp.key('ad_ann'), pg_temp.code(-1)), 'ok,', 'a new one does not');

-- Reset: ends a lockout, voids sessions and factors.
SELECT pg_temp.sign_in('ad_ann', pg_temp.key('wrong'), NULL) FROM generate_series(1, 10) \g /dev/null
SELECT is(pg_temp.as('ad_adam', :'adam', 'SELECT locked FROM api.staff_list() WHERE name = ''ad_ann'''), 'true', 'the list shows who is locked');
SELECT pg_temp.session('ad_ann') AS ann \gset
SELECT is(pg_temp.as('ad_adam', :'adam', pg_temp.act('reset', 'ad_ann')), 'done', 'reset');
SELECT is(pg_temp.as('ad_ann', :'ann', :'view'), 'PD003', 'the session is void');
SELECT is(pg_temp.sign_in('ad_ann', pg_temp.key('ad_ann'), pg_temp.code(0)) || pg_temp.sign_in('ad_ann', pg_temp.key('y'), NULL),
          'refused,-ok,change_password', 'only the one-time password is good');

SELECT * FROM finish();
ROLLBACK;
