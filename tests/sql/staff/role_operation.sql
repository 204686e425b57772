-- SPDX-License-Identifier: Apache-2.0
-- The separation of duties, as rules that hold whatever is added to role_operation.sql.
BEGIN;
SELECT plan(12);

CREATE TEMP VIEW changes AS
SELECT DISTINCT (regexp_match(p.prosrc, 'pd\.call_begin\(\s*''([^'']+)'''))[1] AS operation
  FROM pg_proc p
 WHERE p.pronamespace = 'api'::regnamespace AND p.prosrc ~ 'pd\.call_begin\(';
CREATE FUNCTION pg_temp.may(p_role text, p_condition text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_result text;
BEGIN
    EXECUTE format('SELECT string_agg(operation, '' '' ORDER BY operation) FROM pd.role_operation WHERE role = %L AND %s', p_role, p_condition)
       INTO v_result;
    RETURN coalesce(v_result, 'nothing');
END $$;
SELECT 'staff.change_password staff.enrol staff.sign_out' AS own_changes \gset

SELECT is(pg_temp.may('auditor', 'operation IN (SELECT operation FROM pg_temp.changes)'), :'own_changes', 'an auditor changes nothing but his own sign-in');
SELECT is(pg_temp.may('support', 'operation IN (SELECT operation FROM pg_temp.changes) AND operation !~ ''^staff'''), 'account.block account.hold.extend account.hold.place account.hold.reduce account.hold.release',
          'support changes nothing but to block and to hold');
SELECT is(pg_temp.may('administrator', 'operation !~ ''^(staff|request)\.'''), 'fee.list fee.set', 'an administrator sees no customer and no money, only what it costs');
SELECT is((SELECT string_agg(DISTINCT role, ' ') FROM pd.role_operation
            WHERE operation IN ('staff.create', 'staff.disable', 'staff.enable', 'staff.reset', 'staff.list')),
          'administrator', 'only administrators keep the list of people');
SELECT is((SELECT string_agg(DISTINCT role, ' ') FROM pd.role_operation
            WHERE operation IN ('account.unblock', 'account.change', 'account.close')), 'supervisor', 'supervisors decide');
SELECT is((SELECT string_agg(DISTINCT role, ' ') FROM pd.role_operation WHERE operation ~ '^cash\.'), 'teller', 'cash is the tellers''');
SELECT is(pg_temp.may('teller', 'operation ~ ''^report\.'''), 'nothing', 'tellers read no reports');
SELECT is((SELECT string_agg(DISTINCT role, ' ' ORDER BY role) FROM pd.role_operation WHERE operation = 'report.trial_balance'),
          'auditor supervisor', 'who reads the trial balance');
SELECT is((SELECT string_agg(DISTINCT role, ' ') FROM pd.role_operation
            WHERE role NOT IN ('teller', 'support', 'supervisor', 'administrator', 'auditor')), NULL, 'no other role');
SELECT is((SELECT count(DISTINCT role) FROM pd.role_operation WHERE operation = ANY (pd.limited_operations())), 5::bigint, 'everybody …');
SELECT is((SELECT count(*) FROM pd.role_operation WHERE operation = ANY (pd.limited_operations())), 20::bigint, '… may finish his sign-in');
SELECT is((SELECT string_agg(operation, ' ') FROM pg_temp.changes WHERE operation NOT IN (SELECT operation FROM pd.role_operation)), NULL,
          'every change is somebody''s');

SELECT * FROM finish();
ROLLBACK;
