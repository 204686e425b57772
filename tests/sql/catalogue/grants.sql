-- SPDX-License-Identifier: Apache-2.0
-- Who may touch what, read from the catalogue. Each check lists what is open; none is wanted.
BEGIN;
SELECT plan(21);

CREATE TEMP VIEW schemas AS
SELECT n.oid, n.nspname AS name
  FROM pg_namespace n
 WHERE n.nspname !~ '^(pg_|information_schema$|tap$)';

CREATE FUNCTION pg_temp.relations_open(p_role text) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(c.oid::regclass::text, ' ' ORDER BY c.oid::regclass::text), 'none')
      FROM pg_class c
      JOIN pg_temp.schemas s ON s.oid = c.relnamespace
     WHERE (c.relkind IN ('r', 'v', 'm', 'p', 'f')
            AND (has_table_privilege(p_role, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
                 OR has_any_column_privilege(p_role, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')))
        OR (c.relkind = 'S' AND has_sequence_privilege(p_role, c.oid, 'USAGE, SELECT, UPDATE'))
$$;
CREATE FUNCTION pg_temp.functions_open(p_role text, p_but text) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(p.oid::regprocedure::text, ' ' ORDER BY p.oid::regprocedure::text), 'none')
      FROM pg_proc p
      JOIN pg_temp.schemas s ON s.oid = p.pronamespace
     WHERE has_function_privilege(p_role, p.oid, 'EXECUTE') AND s.name || '.' || p.proname !~ p_but
$$;
CREATE FUNCTION pg_temp.functions_closed(p_role text, p_of text) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(p.oid::regprocedure::text, ' ' ORDER BY p.oid::regprocedure::text), 'none')
      FROM pg_proc p
      JOIN pg_temp.schemas s ON s.oid = p.pronamespace
     WHERE NOT has_function_privilege(p_role, p.oid, 'EXECUTE') AND s.name || '.' || p.proname ~ p_of
$$;
CREATE FUNCTION pg_temp.schemas_open(p_role text) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(s.name, ' ' ORDER BY s.name), 'none')
      FROM pg_temp.schemas s
     WHERE has_schema_privilege(p_role, s.oid, 'USAGE, CREATE')
$$;

SELECT is(pg_temp.relations_open('public'), 'none', 'tables open to everybody');
SELECT is(pg_temp.relations_open('paydesk_staff'), 'none', 'tables open to people');
SELECT is(pg_temp.relations_open('paydesk_import'), 'none', 'tables open to the import');
SELECT is(pg_temp.relations_open('paydesk_worker'), 'none', 'tables open to the worker');
SELECT is(pg_temp.functions_open('public', '^$'), 'none', 'functions open to everybody');
SELECT is(pg_temp.functions_open('paydesk_staff', '^api\.'), 'none', 'functions open to people, but api');
SELECT is(pg_temp.functions_open('paydesk_import', '^admin\.import_'), 'none', 'functions open to the import, but its own');
SELECT is(pg_temp.functions_open('paydesk_worker', '^admin\.worker_'), 'none', 'functions open to the worker, but its own');
SELECT is(pg_temp.functions_closed('paydesk_staff', '^api\.'), 'none', 'functions of api closed to people');
SELECT is(pg_temp.functions_closed('paydesk_import', '^admin\.import_'), 'none', 'the import''s functions closed to it');
SELECT is(pg_temp.functions_closed('paydesk_worker', '^admin\.worker_'), 'none', 'the worker''s functions closed to it');
SELECT is(pg_temp.schemas_open('public'), 'none', 'schemas open to everybody');
SELECT is(pg_temp.schemas_open('paydesk_staff'), 'api', 'schemas open to people');
SELECT is(pg_temp.schemas_open('paydesk_import'), 'admin', 'schemas open to the import');
SELECT is(pg_temp.schemas_open('paydesk_worker'), 'admin', 'schemas open to the worker');

SELECT is((SELECT string_agg(c.relname, ' ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('api', 'admin', 'public', 'ext')), NULL, 'only functions in api and admin, nothing in public');
SELECT is((SELECT string_agg(c.oid::regclass::text, ' ') FROM pg_class c
            WHERE c.relnamespace = 'pd'::regnamespace AND pg_get_userbyid(c.relowner) <> 'paydesk_owner'), NULL, 'tables not the owner''s');
SELECT is((SELECT string_agg(c.oid::regclass::text, ' ' ORDER BY c.oid::regclass::text) FROM pg_class c
            WHERE c.relnamespace = 'pd'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND obj_description(c.oid, 'pg_class') IS NULL),
          NULL, 'tables without a comment');
SELECT is((SELECT string_agg(conname, ' ') FROM pg_constraint
            WHERE connamespace = 'pd'::regnamespace
              AND (condeferrable OR contype = 'x'
                   OR contype = 'f' AND (conrelid::regclass::text IN ('pd.balance', 'pd.journal', 'pd.entry')
                                         OR confrelid::regclass::text IN ('pd.balance', 'pd.journal', 'pd.entry')))), NULL,
          'deferrable or exclusion constraints, or foreign keys of the books');
SELECT is((SELECT string_agg(rolname, ' ') FROM pg_roles
            WHERE rolname IN ('paydesk_owner', 'paydesk_staff', 'paydesk_import', 'paydesk_worker')
              AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
                   OR rolcanlogin <> (rolname IN ('paydesk_import', 'paydesk_worker'))
                   OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = pg_roles.oid))), NULL, 'roles with more than their right');
SELECT is((SELECT string_agg(privilege, ' ') FROM unnest(ARRAY['CREATE', 'TEMP']) AS privilege
            WHERE has_database_privilege('paydesk_staff', current_database(), privilege)), NULL, 'people may make things in the database');

SELECT * FROM finish();
ROLLBACK;
