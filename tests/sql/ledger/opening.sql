-- SPDX-License-Identifier: Apache-2.0
--
-- admin.opening_float and admin.opening_balance.
BEGIN;
\ir bank.psql
SELECT plan(20);

SELECT gen_random_uuid() AS req1, gen_random_uuid() AS req2 \gset
SELECT is(admin.opening_float(:'req1', 1::smallint, 'tl_tom', 'usd', 5000) - 'request', '{"drawer": "DRAWER-tl_tom-USD", "drawer_balance_minor": 5000, "currency": "USD", "replayed": false}', 'a drawer and its cash');
SELECT is(admin.opening_float(:'req1', 1::smallint, 'tl_tom', 'usd', 5000) ->> 'replayed', 'true', 'asked again');
SELECT is((SELECT string_agg(a.number || ' ' || a.balance, ', ' ORDER BY a.number) FROM pd.account_now a WHERE a.currency = 840 AND a.kind IN ('internal', 'drawer') AND (a.version > 0 OR a.posted <> 0)),
          'DRAWER-tl_tom-USD 5000, GL-1010-USD 0, GL-1100-USD 10000, GL-3010-USD 5000', 'once only, through the vault');
SELECT throws_ok(format('SELECT admin.opening_float(%L, 1::smallint, %L, %L, 5001)', :'req1', 'tl_tom', 'USD'), 'PD002', NULL, 'another amount under the same id');
SELECT is(admin.opening_float(gen_random_uuid(), 1::smallint, 'tl_tom', 'EUR', 1) ->> 'drawer', 'DRAWER-tl_tom-EUR', 'a second drawer, of another currency');
SELECT throws_ok(format('SELECT admin.opening_float(%L, 1::smallint, %L, %L, 0)', :'req2', 'tl_tom', 'USD'), 'PD001', NULL, 'nothing');
SELECT throws_ok(format('SELECT admin.opening_float(%L, 1::smallint, %L, %L, 1000000000000001)', :'req2', 'tl_tom', 'USD'), 'PD001', NULL, 'too much');
SELECT throws_ok(format('SELECT admin.opening_float(%L, 1::smallint, %L, %L, NULL)', :'req2', 'tl_tom', 'USD'), 'PD001', NULL, 'no amount');
SELECT throws_ok(format('SELECT admin.opening_float(%L, 1::smallint, %L, %L, 1)', :'req2', 'nobody', 'USD'), 'PD012', NULL, 'nobody');
SELECT throws_ok(format('SELECT admin.opening_float(%L, 1::smallint, %L, %L, 1)', :'req2', 'tl_tom', 'XXX'), 'PD001', NULL, 'no currency');
SELECT throws_ok($$SELECT admin.opening_float(NULL, 1::smallint, 'tl_tom', 'USD', 1)$$, 'PD001', NULL, 'no request id');
SELECT is(admin.opening_float(:'req2', 1::smallint, 'tl_tom', 'USD', 100) ->> 'drawer_balance_minor', '5100', 'more of it');

SELECT gen_random_uuid() AS req3, gen_random_uuid() AS req4 \gset
SELECT is(admin.opening_balance(:'req3', 1::smallint, pg_temp.acc('nil'), 700, 'From the old bank') ->> 'balance_minor', '700', 'an opening balance');
SELECT is(admin.opening_balance(:'req3', 1::smallint, pg_temp.acc('nil'), 700, 'From the old bank') ->> 'replayed', 'true', 'asked again');
SELECT is(pg_temp.bal('nil'), 700::bigint, 'once only');
SELECT throws_ok(format('SELECT admin.opening_balance(%L, 1::smallint, %L, 1)', :'req4', 'DRAWER-tl_tom-USD'), 'PD012', NULL, 'not on a drawer');
SELECT throws_ok(format('SELECT admin.opening_balance(%L, 1::smallint, %L, -1)', :'req4', pg_temp.acc('nil')), 'PD001', NULL, 'not negative');
SELECT is((SELECT count(*) FROM pd.event WHERE operation LIKE 'admin.opening%' AND request IN (:'req1', :'req2', :'req3')), 3::bigint, 'an event each');
SELECT is(pg_temp.told('tl_vera', format('SELECT admin.opening_float(%L, 1::smallint, %L, %L, 1)', :'req4', 'tl_tom', 'USD')), '42501', 'not for staff');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT finish();
ROLLBACK;
