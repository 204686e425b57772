-- SPDX-License-Identifier: Apache-2.0
-- The host's administrator makes people and logins.
BEGIN;
\ir people.psql
SELECT plan(15);

CREATE FUNCTION pg_temp.bootstrap(p_name text, p_role text, p_ledger int, p_seed bytea) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT admin.staff_bootstrap(%L, ''X'', %L, %s::smallint, %L, 3, 65536, %L, %L)', p_name, p_role, p_ledger,
                  pg_temp.salt(p_name), pg_temp.key(p_name), p_seed)
$$;
SELECT lives_ok(pg_temp.bootstrap('pr_ann', 'teller', 1, pg_temp.seed()), 'a person with both factors');
SELECT is(pd.login_state('pr_ann'), 'ready', 'has a login');
SELECT is((SELECT r.rolcanlogin AND NOT (r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls)
             FROM pg_roles r WHERE r.rolname = 'pr_ann'), true, 'with no right of its own');
SELECT is((SELECT rolname::text FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner JOIN pd.staff s ON c.relname = 'tries_' || s.id
            WHERE s.name = 'pr_ann'), 'paydesk_owner', 'the counter is the owner''s');
SELECT throws_ok(pg_temp.bootstrap('pr_ann', 'teller', 1, NULL), 'PD027', NULL, 'only once');
SELECT throws_ok(pg_temp.bootstrap('postgres', 'teller', 1, NULL), 'PD027', NULL, 'not the superuser');
SELECT throws_ok(pg_temp.bootstrap('pr_bob', 'emperor', 1, NULL), 'PD001', NULL, 'no such role');
SELECT throws_ok(pg_temp.bootstrap('pr_bob', 'teller', 999, NULL), 'PD012', NULL, 'no such branch');
SELECT throws_ok(pg_temp.bootstrap('pr_bob', 'teller', 1, '\x00'), 'PD001', NULL, 'a seed too short');
SELECT is(pd.login_state('pr_bob'), 'missing', 'nothing was made');

-- A name that a role of another purpose took meanwhile: never touched.
INSERT INTO pd.staff (name, full_name, role, ledger) VALUES ('pr_eve', 'X', 'teller', 1);
CREATE ROLE pr_eve LOGIN CREATEDB;
SELECT is(pd.login_state('pr_eve'), 'foreign', 'a role with rights is not a person''s');
SELECT throws_ok('SELECT * FROM admin.staff_provision()', 'PD027', NULL, 'provisioning stops');
ALTER ROLE pr_eve NOCREATEDB;
SELECT is(pd.login_state('pr_eve'), 'foreign', 'nor one that is not in the group');
GRANT paydesk_staff TO pr_eve;
SELECT is(pd.login_state('pr_eve'), 'ready', 'only a plain member is');
GRANT pg_read_all_data TO pr_eve;
SELECT is(pd.login_state('pr_eve'), 'foreign', 'and of nothing else');

SELECT * FROM finish();
ROLLBACK;
