-- SPDX-License-Identifier: Apache-2.0
-- Rules that every function of ours keeps, read from the catalogue: whatever is added later is covered.
-- Each check lists the offenders; none is wanted.
BEGIN;
SELECT plan(15);

CREATE TEMP VIEW ours AS
SELECT p.oid, n.nspname AS room, p.proname AS name, n.nspname || '.' || p.proname AS full_name, p.prosecdef, p.provolatile,
       p.prokind, p.proisstrict, p.prosrc, p.proconfig, p.proargnames, p.proargmodes, p.pronargs, l.lanname,
       pg_get_userbyid(p.proowner) AS owner,
       regexp_replace(regexp_replace(p.prosrc, '--[^\n]*', '', 'g'), '''[^'']*''', '''''', 'g') AS code,
       (regexp_match(p.prosrc, 'pd\.(?:caller|call_begin)\(\s*''([^'']+)'''))[1] AS operation
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_language l ON l.oid = p.prolang
 WHERE n.nspname IN ('pd', 'api', 'admin');

CREATE FUNCTION pg_temp.offenders(p_condition text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_result text;
BEGIN
    EXECUTE format('SELECT coalesce(string_agg(full_name, '' '' ORDER BY full_name), ''none'') FROM pg_temp.ours WHERE %s', p_condition)
       INTO v_result;
    RETURN v_result;
END $$;

SELECT cmp_ok((SELECT count(*) FROM ours WHERE room = 'api'), '>=', 14::bigint, 'there is something to check');
SELECT is(pg_temp.offenders($$owner <> 'paydesk_owner'$$), 'none', 'not the owner''s');
SELECT is(pg_temp.offenders($$('search_path=pg_catalog, pg_temp' = ANY (proconfig)) IS NOT TRUE$$), 'none', 'search_path not pinned');
SELECT is(pg_temp.offenders($$prosecdef AND room NOT IN ('api', 'admin')$$), 'none', 'SECURITY DEFINER outside api and admin');
SELECT is(pg_temp.offenders($$room = 'api' AND (NOT prosecdef OR provolatile <> 'v' OR prokind <> 'f' OR proisstrict)$$), 'none',
          'api: not a volatile SECURITY DEFINER function, or one that NULL keeps from looking at the session');
SELECT is(pg_temp.offenders($$lanname NOT IN ('plpgsql', 'sql')$$), 'none', 'another language');
SELECT is(pg_temp.offenders($$obj_description(oid, 'pg_proc') IS NULL$$), 'none', 'no comment');
SELECT is(pg_temp.offenders($$room IN ('api', 'admin') AND EXISTS (
              SELECT FROM generate_series(1, pronargs) i
               WHERE coalesce(proargmodes[i], 'i') IN ('i', 'b', 'v') AND coalesce(proargnames[i], '') !~ '^p_[a-z]')$$), 'none',
          'an argument not named p_…');
SELECT is(pg_temp.offenders($$room IN ('api', 'admin') AND EXISTS (
              SELECT FROM pg_temp.ours o WHERE o.full_name = ours.full_name AND o.oid <> ours.oid)$$), 'none', 'two signatures of one name');
SELECT is(pg_temp.offenders($$full_name <> 'pd.refuse' AND code ~* '\mRAISE\s+(EXCEPTION|SQLSTATE|USING|[''])'$$), 'none',
          'errors are raised by pd.refuse only');
SELECT is(pg_temp.offenders($$code ~* '\mEXECUTE\M' AND full_name NOT IN ('pd.staff_add', 'pd.login_make', 'pd.job_call')$$), 'none',
          'dynamic SQL');
SELECT is(pg_temp.offenders($$code ~* '\m(pg_(try_)?advisory|SET\s+CONSTRAINTS|SELECT\s+\*)'$$), 'none', 'advisory locks, SELECT *');
SELECT is(pg_temp.offenders($$room = 'api' AND operation IS NULL AND name NOT IN ('sign_in', 'sign_in_parameters')$$), 'none',
          'api: does not ask who calls');
SELECT is(pg_temp.offenders($$room = 'api' AND operation IS NOT NULL
              AND NOT EXISTS (SELECT FROM pd.role_operation r WHERE r.operation = ours.operation)$$), 'none',
          'api: of an operation that nobody may do');
SELECT is(pg_temp.offenders($$room = 'api' AND (
              ('p_request' = ANY (proargnames)) IS DISTINCT FROM (prosrc ~ 'pd\.call_begin\(')
              OR prosrc ~ 'pd\.call_begin\(' AND NOT (prosrc ~ 'pd\.call_end\(' AND prosrc ~ 'pd\.call_refused\('))
              AND (prosrc ~ 'pd\.call_begin\(' OR 'p_request' = ANY (proargnames))$$), 'none',
          'api: a change without request id, kept answer or kept refusal');

SELECT * FROM finish();
ROLLBACK;
