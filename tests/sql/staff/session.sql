-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir people.psql
SELECT plan(30);

SELECT pg_temp.person('se_ann', 'teller');
SELECT pg_temp.person('se_bob', 'teller');
SELECT pg_temp.session('se_ann') AS token \gset
SELECT $$SELECT name || ' ' || role || ' ' || ledger || ' [' || next || '] ' || limited || ' ' || idle_minutes FROM api.session_view()$$ AS view \gset

SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'se_ann teller 1 [] false 15', 'a live session');
SELECT is(pg_temp.as('se_ann', :'token', $$SELECT ARRAY['payment.transfer', 'staff.session'] <@ operations AND NOT 'staff.create' = ANY (operations) FROM api.session_view()$$),
          'true', 'it lists what the role may do');
SELECT is(pg_temp.as('se_ann', NULL, :'view'), 'PD003', 'no token');
SELECT is(pg_temp.as('se_ann', repeat('0', 64), :'view'), 'PD003', 'a forged token');
SELECT is(pg_temp.as('se_ann', upper(:'token'), :'view'), 'PD003', 'only as it was given');
SELECT is(pg_temp.as('se_ann', 'x'' OR 1=1 --', :'view'), 'PD003', 'no token at all');
SELECT is(pg_temp.as('se_ann', encode(sha256(decode(:'token', 'hex')), 'hex'), :'view'), 'PD003', 'the stored hash is no token');
SELECT is(pg_temp.as('se_bob', :'token', :'view'), 'PD003', 'somebody else''s token');

UPDATE pd.session SET last_seen = clock_timestamp() - interval '14 min 50 s';
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'se_ann teller 1 [] false 15', 'idle for less than 15 minutes');
SELECT ok((SELECT last_seen > clock_timestamp() - interval '5 s' FROM pd.session), 'and that wakes it');
UPDATE pd.session SET last_seen = clock_timestamp() - interval '15 min';
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'PD003', 'idle for 15 minutes');
UPDATE pd.session SET last_seen = clock_timestamp(), opened = clock_timestamp() - interval '9 h 59 min';
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'se_ann teller 1 [] false 15', 'nearly 10 hours old');
UPDATE pd.session SET last_seen = clock_timestamp(), opened = clock_timestamp() - interval '10 h';
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'PD003', '10 hours old, though busy');
UPDATE pd.session SET opened = clock_timestamp();
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'se_ann teller 1 [] false 15', 'live again');

-- Disabling, and what an administrator's reset leaves behind.
UPDATE pd.staff SET active = false WHERE name = 'se_ann';
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'PD003', 'a disabled person');
UPDATE pd.staff SET active = true, not_before = clock_timestamp() WHERE name = 'se_ann';
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'PD003', 'enabled again: the old session stays void');
UPDATE pd.staff SET not_before = '-infinity' WHERE name = 'se_ann';
UPDATE pd.staff SET generation = 2 WHERE name = 'se_ann';
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'PD003', 'no credential of the new generation: no session');
UPDATE pd.staff SET generation = 1 WHERE name = 'se_ann';
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'se_ann teller 1 [] false 15', 'live again');

-- Signing out.
SELECT is(pg_temp.as('se_ann', :'token', $$SELECT api.sign_out(NULL)$$), 'PD001', 'a change needs a request id');
SELECT is(pg_temp.field_of('se_ann', :'token', $$SELECT api.sign_out(NULL)$$), 'request', 'and the error says so');
SELECT is(pg_temp.as('se_ann', :'token', $$SELECT api.sign_out('00000000-0000-7000-8000-000000000001') ->> 'replayed'$$),
          'false', 'sign out');
SELECT is(pg_temp.as('se_ann', :'token', :'view'), 'PD003', 'that was it');

-- Permission is the role's.
SELECT pg_temp.session('se_ann') AS token \gset
SELECT is(pg_temp.as('se_ann', :'token', $$SELECT drawer IS NULL AND currency = 'EUR' FROM api.session_view()$$), 'true', 'no drawer');
SELECT pd.drawer_make(1::smallint, id, 840::smallint) FROM pd.staff WHERE name = 'se_ann' \g /dev/null
SELECT is(pg_temp.as('se_ann', :'token', $$SELECT (drawer IS NOT NULL) || ' ' || drawer_currency || ' ' || drawer_balance_minor FROM api.session_view()$$),
          'true USD 0', 'a drawer of dollars');
SELECT pg_temp.session('se_bob') AS bob \gset
SELECT is(pg_temp.as('se_bob', :'bob', $$SELECT drawer FROM api.session_view()$$), NULL, 'is not a colleague''s');
SELECT is(pg_temp.as('se_ann', :'token', $$SELECT name FROM api.staff_list()$$), 'PD004', 'a teller may not list people');
UPDATE pd.staff SET role = 'administrator' WHERE name = 'se_ann';
SELECT is(pg_temp.as('se_ann', :'token', $$SELECT name FROM api.staff_list('se_', 1)$$), 'se_ann', 'an administrator may');
SELECT is(pg_temp.as('se_ann', :'token', $$SELECT pd.caller('staff.list')$$), '42501', 'helpers are not for people');

-- The screen lock: the password only, and it counts.
SELECT is(pg_temp.as('se_ann', :'token', format('SELECT api.staff_unlock_screen(%L)', pg_temp.key('se_ann'))), 'ok', 'unlock');
SELECT is(pg_temp.as('se_ann', :'token', format('SELECT api.staff_unlock_screen(%L)', pg_temp.key('x')))
          || (SELECT pd.tries(id, 'look') FROM pd.staff WHERE name = 'se_ann'), 'refused1', 'a wrong password is counted');

SELECT * FROM finish();
ROLLBACK;
