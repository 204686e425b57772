-- SPDX-License-Identifier: Apache-2.0
--
-- cash.deposit and cash.withdraw with their previews.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(65);

SELECT has_function('api', 'cash_deposit', ARRAY['uuid', 'text', 'text', 'text']);
SELECT has_function('api', 'cash_withdraw', ARRAY['uuid', 'text', 'text', 'text']);
SELECT has_function('api', 'cash_deposit_preview', ARRAY['text', 'text', 'text']);
SELECT has_function('api', 'cash_withdraw_preview', ARRAY['text', 'text', 'text']);

-- A deposit: previewed, posted, replayed.
SELECT gen_random_uuid() AS req1 \gset
SELECT pg_temp.ask('tl_tina', format('SELECT api.cash_deposit_preview(%L, %L)', pg_temp.acc('cur'), '25.00')) AS preview \gset
SELECT is(:'preview'::jsonb, format('{"fee_minor": 0, "total_minor": 2500, "currency": "EUR", "entries": [
    {"account": "DRAWER-tl_tina-EUR", "name": "Drawer of tl_tina", "what": "principal", "debit_minor": 2500, "credit_minor": null, "balance_after_minor": 1002500, "currency": "EUR"},
    {"account": "%s", "name": "Ada Example", "what": "principal", "debit_minor": null, "credit_minor": 2500, "balance_after_minor": 102500, "currency": "EUR"}]}',
    pg_temp.acc('cur'))::jsonb, 'the preview');
SELECT is(pg_temp.bal('cur'), 100000::bigint, 'changes nothing');
SELECT pg_temp.ask('tl_tina', format('SELECT api.cash_deposit(%L, %L, %L, %L)', :'req1', pg_temp.acc('cur'), '25.00', ' Pay day ')) AS answer \gset
SELECT is(:'answer'::jsonb - '{receipt,posted_at,business_date,request}'::text[],
          '{"amount_minor": 2500, "fee_minor": 0, "balance_minor": 102500, "currency": "EUR", "drawer_balance_minor": 1002500, "replayed": false}', 'the answer');
SELECT ok((:'answer'::jsonb ->> 'receipt') ~ '^1-[0-9]{8}$' AND (:'answer'::jsonb ->> 'business_date')::date = pg_temp.today()
          AND (:'answer'::jsonb ->> 'posted_at')::timestamptz > now() AND :'answer'::jsonb ->> 'request' = :'req1', 'receipt, time and request');
SELECT is(ARRAY[pg_temp.bal('cur'), pg_temp.bal('drawer'), pg_temp.drawer()], ARRAY[102500, -1002500, 1002500]::bigint[], 'the balances');
SELECT results_eq($$SELECT j.operation COLLATE "default", j.text, s.name, j.business_date, j.value_date FROM pd.journal j JOIN pd.staff s ON s.id = j.staff ORDER BY j.id DESC LIMIT 1$$,
    $$VALUES ('cash.deposit', 'Pay day', 'tl_tina', pg_temp.today(), pg_temp.today())$$, 'the journal');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.cash_deposit(%L, %L, %L, %L)', :'req1', pg_temp.acc('cur'), '25.00', ' Pay day '))::jsonb,
          :'answer'::jsonb || '{"replayed": true}', 'asked again: the first answer');
SELECT is(pg_temp.bal('cur'), 102500::bigint, 'once only');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.cash_deposit(%L, %L, %L, %L)', :'req1', pg_temp.acc('cur'), '26.00', ' Pay day ')), 'PD002 request', 'another amount under the same id');
SELECT is((SELECT count(*) FROM pd.event WHERE operation = 'cash.deposit' AND outcome = 'done' AND object = :'answer'::jsonb ->> 'receipt'), 1::bigint, 'one event, of the receipt');

CREATE FUNCTION pg_temp.cash(p_who text, p_what text, p_account text, p_amount text, p_text text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_who, format('SELECT api.cash_%s(%L, %L, %L, %L)', p_what, gen_random_uuid(), p_account, p_amount, p_text))
$$;
CREATE FUNCTION pg_temp.cash_preview(p_who text, p_what text, p_account text, p_amount text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_who, format('SELECT api.cash_%s_preview(%L, %L)', p_what, p_account, p_amount))
$$;

-- A withdrawal.
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.cash_withdraw(%L, %L, %L)', gen_random_uuid(), pg_temp.acc('cur'), '100'))::jsonb
          - '{receipt,posted_at,business_date,request}'::text[],
          '{"amount_minor": 10000, "fee_minor": 0, "balance_minor": 92500, "currency": "EUR", "drawer_balance_minor": 992500, "replayed": false}', 'withdraw');
SELECT is(pg_temp.cash('tl_tina', 'withdraw', pg_temp.acc('cur'), '925.01'), 'PD018 account', 'more than there is');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.cash_withdraw(%L, %L, %L) #>> %L', gen_random_uuid(), pg_temp.acc('cur'), '925.01', '{refused,sentence}')),
          format('Account %s has 925.00 EUR available; 925.01 EUR is needed.', pg_temp.acc('cur')), 'names what is available');
SELECT is(pg_temp.cash('tl_tina', 'withdraw', pg_temp.acc('cur'), '925.00'), 'done', 'all of it');
SELECT is(pg_temp.bal('cur'), 0::bigint, 'is zero');

-- A refusal is final for its id, even when money has come meanwhile.
SELECT gen_random_uuid() AS req2 \gset
SELECT is(pg_temp.told('tl_tina', format('SELECT api.cash_withdraw(%L, %L, %L)', :'req2', pg_temp.acc('cur'), '1')), 'PD018 account', 'no money');
SELECT is(pg_temp.cash('tl_tina', 'deposit', pg_temp.acc('cur'), '5'), 'done', 'money comes');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.cash_withdraw(%L, %L, %L)', :'req2', pg_temp.acc('cur'), '1')), 'PD018 account', 'the same id stays refused');
SELECT is((SELECT outcome FROM pd.request WHERE id = :'req2'), 'refused', 'as it is kept');
SELECT is(pg_temp.cash('tl_tina', 'withdraw', pg_temp.acc('cur'), '1'), 'done', 'a new one is not');

-- The drawer.
SELECT pg_temp.open_account('rich', :'probe', 'business', 'EUR', 900000000) \g /dev/null
SELECT is(pg_temp.cash('tl_tina', 'withdraw', pg_temp.acc('rich'), '1000000'), 'PD017 amount', 'more than the drawer holds');
SELECT is(pg_temp.cash_preview('tl_tina', 'withdraw', pg_temp.acc('rich'), '1000000'), 'PD017 amount', 'the preview says so too');
SELECT is(pg_temp.cash('tl_tom', 'deposit', pg_temp.acc('cur'), '1'), 'PD011', 'no drawer');
SELECT is(pg_temp.cash_preview('tl_tom', 'deposit', pg_temp.acc('cur'), '1'), 'PD011', 'no drawer in the preview');
SELECT is(pg_temp.cash('tl_tina', 'deposit', pg_temp.acc('usd'), '1'), 'PD011 account', 'no drawer in that currency');
SELECT is(pg_temp.cash('tl_tina', 'withdraw', pg_temp.acc('jpy'), '1'), 'PD011 account', 'the same for a withdrawal');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.cash_withdraw(%L, %L, %L) -> %L', gen_random_uuid(), pg_temp.acc('jpy'), '1', 'refused'))::jsonb
          - '{code,field}'::text[], '{"sentence": "You have no open drawer in JPY.", "hint": "A supervisor gives you a drawer in JPY; or use an account instead of cash."}',
          'names the currency and the way out');
SELECT is(pg_temp.cash('tl_tina', 'deposit', pg_temp.acc('cur'), '1 USD'), 'PD015 amount', 'cash of another currency');

-- Fields, and the order of the refusals.
SELECT is(pg_temp.cash('tl_tina', 'deposit', v.account, v.amount, v.text), v.expected, format('%s, %s: %s', v.account, v.amount, v.expected))
  FROM (VALUES (pg_temp.acc('cur'), '0', NULL, 'PD001 amount'), (pg_temp.acc('cur'), '-1', NULL, 'PD001 amount'), (pg_temp.acc('cur'), '1.001', NULL, 'PD001 amount'),
               (pg_temp.acc('cur'), NULL, NULL, 'PD001 amount'), ('nonsense!', '1', NULL, 'PD001 account'), (NULL, '1', NULL, 'PD001 account'),
               (repeat('1', 1000), '1', NULL, 'PD001 account'), ('9999999999', '1', NULL, 'PD012 account'), ('9999999999', 'x', NULL, 'PD001 amount'),
               ('GL-3010-EUR', '1', NULL, 'PD012 account'), ('DRAWER-tl_tina-EUR', '1', NULL, 'PD012 account'),
               (pg_temp.acc('cur'), '1', repeat('x', 141), 'PD001 text'), (pg_temp.acc('cur'), '1', E'a\x1b[31m', 'PD001 text')) AS v(account, amount, text, expected);
UPDATE pd.balance SET flags = flags | 4 WHERE account = pg_temp.acc_id('cur');
SELECT is(pg_temp.cash('tl_tina', 'deposit', pg_temp.acc('cur'), '1 USD'), 'PD014 account', 'credits blocked come before the currency');
SELECT is(pg_temp.cash('tl_tina', 'withdraw', pg_temp.acc('cur'), '1'), 'done', 'debits are not');
UPDATE pd.balance SET flags = flags | 8 WHERE account = pg_temp.acc_id('cur');
SELECT is(pg_temp.cash_preview('tl_tina', 'deposit', pg_temp.acc('cur'), '1'), 'PD013 account', 'closed comes before blocked, in the preview too');
UPDATE pd.balance SET flags = 1 WHERE account = pg_temp.acc_id('cur');
SELECT is(pg_temp.told('tl_sam', format('SELECT api.cash_deposit(%L, %L, %L)', gen_random_uuid(), pg_temp.acc('cur'), '1')), 'PD004', 'not support');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.cash_withdraw_preview(%L, %L)', pg_temp.acc('cur'), '1')), 'PD004', 'nor a supervisor');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.cash_deposit(NULL, %L, %L)', pg_temp.acc('cur'), '1')), 'PD001 request', 'no request id');

-- My drawer.
SELECT is(pg_temp.ask('tl_tina', 'SELECT number || '' '' || currency || '' '' || balance_minor FROM api.drawer_view()'), 'DRAWER-tl_tina-EUR EUR ' || pg_temp.drawer(), 'my drawer');
SELECT is(pg_temp.told('tl_tom', 'SELECT number FROM api.drawer_view()'), 'done', 'no drawer to view is no mistake');
SELECT is(pg_temp.ask('tl_tom', 'SELECT count(*) FROM api.drawer_view()'), '0', 'but an empty list');

-- A drawer for each currency.
SELECT admin.opening_float(pg_temp.req(), 1::smallint, 'tl_tina', 'USD', 20000), admin.opening_float(pg_temp.req(), 1::smallint, 'tl_tom', 'JPY', 500) \g /dev/null
SELECT is(pg_temp.cash('tl_tina', 'deposit', pg_temp.acc('usd'), '12.50'), 'done', 'dollars in');
SELECT is(pg_temp.cash('tl_tina', 'withdraw', pg_temp.acc('usd'), '2.50 USD'), 'done', 'and out');
SELECT is(pg_temp.ask('tl_tina', 'SELECT string_agg(concat_ws('' '', number, currency, balance_minor, items), '', '') FROM api.drawer_view()'),
          format('DRAWER-tl_tina-EUR EUR %s %s, DRAWER-tl_tina-USD USD 21000 3', pg_temp.drawer(),
                 (SELECT version FROM pd.balance WHERE account = pg_temp.acc_id('drawer'))), 'both drawers, the branch''s currency first');
SELECT is(pg_temp.cash('tl_tina', 'withdraw', pg_temp.acc('usd'), '10000'), 'PD017 amount', 'the dollar drawer is short, whatever the other holds')
  FROM admin.opening_balance(pg_temp.req(), 1::smallint, pg_temp.acc('usd'), 5000000);
SELECT is(pg_temp.cash('tl_tom', 'deposit', pg_temp.acc('jpy'), '100'), 'done', 'yen for whom has a drawer in yen alone');
SELECT is(pg_temp.cash('tl_tom', 'deposit', pg_temp.acc('bas'), '100'), 'PD011 account', 'no euro');
SELECT is(pg_temp.ask('tl_tina', 'SELECT drawer || '' '' || drawer_currency FROM api.session_view()'), 'DRAWER-tl_tina-EUR EUR', 'the session tells the base drawer');
SELECT is(pg_temp.ask('tl_tom', 'SELECT drawer || '' '' || drawer_currency FROM api.session_view()'), 'DRAWER-tl_tom-JPY JPY', 'or the only one');
SELECT is(pd.drawer_make(1::smallint, (SELECT id FROM pd.staff WHERE name = 'tl_tina'), 840::smallint), (SELECT id FROM pd.account WHERE number = 'DRAWER-tl_tina-USD'),
          'at most one of a currency');
SELECT throws_ok($$INSERT INTO pd.account (ledger, number, kind, gl, currency, side, name, custodian, opened)
    SELECT ledger, 'DRAWER-two', kind, gl, currency, side, name, custodian, opened FROM pd.account WHERE number = 'DRAWER-tl_tina-USD'$$, '23505', NULL, 'whoever tries');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT finish();
ROLLBACK;
