-- SPDX-License-Identifier: Apache-2.0
--
-- exchange.buy, exchange.sell, rates, positions, revaluation: examples to the cent, refusals, replays.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(124);

SELECT has_function('api', 'exchange_buy', ARRAY['uuid', 'text', 'text', 'text', 'text', 'text', 'text', 'text']);
SELECT has_function('api', 'exchange_sell_preview', ARRAY['text', 'text', 'text', 'text', 'text', 'text', 'text']);

-- sql('buy', 'USD', '100', …) is the call; deal() its answer, refused() its code and field, shown() its preview.
CREATE FUNCTION pg_temp.deal_sql(p_what text, p_preview boolean, VARIADIC p_args text[]) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.exchange_%s%s(%s%s)', p_what, CASE WHEN p_preview THEN '_preview' ELSE '' END,
                  CASE WHEN p_preview THEN '' ELSE quote_literal(gen_random_uuid()) || ', ' END,
                  (SELECT string_agg(quote_nullable(a), ', ' ORDER BY n) FROM unnest(p_args) WITH ORDINALITY u(a, n)))
$$;
CREATE FUNCTION pg_temp.deal(p_what text, VARIADIC p_args text[]) RETURNS jsonb LANGUAGE sql AS
    $$ SELECT pg_temp.ask('tl_tina', pg_temp.deal_sql(p_what, false, VARIADIC p_args))::jsonb $$;
CREATE FUNCTION pg_temp.shown(p_what text, VARIADIC p_args text[]) RETURNS jsonb LANGUAGE sql AS
    $$ SELECT pg_temp.ask('tl_tina', pg_temp.deal_sql(p_what, true, VARIADIC p_args))::jsonb $$;
-- Refused by the posting and, in the same words, by the preview.
CREATE FUNCTION pg_temp.no(p_what text, VARIADIC p_args text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_posting text := pg_temp.told('tl_tina', pg_temp.deal_sql(p_what, false, VARIADIC p_args));
    v_preview text := pg_temp.told('tl_tina', pg_temp.deal_sql(p_what, true, VARIADIC p_args));
BEGIN
    RETURN CASE WHEN v_posting = v_preview THEN v_posting ELSE format('posting %s, preview %s', v_posting, v_preview) END;
END $$;
CREATE FUNCTION pg_temp.set_rate(p_currency text, p_buy text, p_sell text, p_more text DEFAULT '') RETURNS text LANGUAGE sql AS
    $$ SELECT pg_temp.told('tl_vera', format('SELECT api.exchange_rate_set(%L, %L, %L, %L %s)', gen_random_uuid(), p_currency, p_buy, p_sell, p_more)) $$;
CREATE FUNCTION pg_temp.gl(p_number text) RETURNS bigint LANGUAGE sql AS
    $$ SELECT n.posted FROM pd.account_now n WHERE n.ledger = 1 AND n.number = p_number $$;
-- The newest journal: account, signed amount, kind of each entry.
CREATE FUNCTION pg_temp.newest() RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', coalesce(s.name, a.number), e.amount, e.what), ', ' ORDER BY k.place)
      FROM (SELECT * FROM pd.journal ORDER BY id DESC LIMIT 1) j, unnest(j.entry_account, j.entry_seq) WITH ORDINALITY AS k(account, seq, place)
      JOIN pd.entry e ON e.ledger = 1 AND e.account = k.account AND e.seq = k.seq
      JOIN pd.account a ON a.ledger = 1 AND a.id = k.account LEFT JOIN acc_name s ON s.id = a.id
$$;
-- Positions by pd.exchange_positions against the balances of 1600.
CREATE FUNCTION pg_temp.positions_differ() RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*) FROM (SELECT a.number, n.posted FROM pd.account a JOIN pd.account_now n ON n.ledger = a.ledger AND n.id = a.id WHERE a.gl = '1600') g
      FULL JOIN (SELECT 'GL-1600-' || c.code AS number, p.position_minor AS posted FROM pd.exchange_positions(1::smallint) p JOIN pd.currency c ON c.number = p.currency
                 UNION ALL SELECT 'GL-1600-EUR', -sum(p.book_minor)::bigint FROM pd.exchange_positions(1::smallint) p) p ON p.number = g.number
     WHERE coalesce(g.posted, 0) <> coalesce(p.posted, 0)
$$;

-- Rates.
SELECT is(pg_temp.no('buy', 'USD', '1', pg_temp.acc('usd'), pg_temp.acc('cur')), 'PD035 currency', 'no rate yet');
SELECT is(pg_temp.set_rate(v.currency, v.buy, v.sell, v.more), v.expected, format('%s %s %s %s: %s', v.currency, v.buy, v.sell, v.more, v.expected))
  FROM (VALUES (1, 'USD', '0.9080', '0.9380', '', 'done'), (2, 'USD', '0,9081', '0,9379', '', 'done'), (3, 'JPY', '0.6020', '0.6260', ', p_per => 100', 'done'),
               (4, 'KWD', '3.00000001', '3.00000003', ', p_mid => ''3.00000001''', 'done'), (5, 'CLF', '36.5', '38.5', '', 'done'),
               (6, 'EUR', '1', '1', '', 'PD001 currency'), (7, 'XXQ', '1', '1', '', 'PD001 currency'), (8, 'USD', '0.94', '0.93', '', 'PD001 sell'),
               (9, 'USD', '0', '0.93', '', 'PD001 buy'), (10, 'USD', '-1', '0.93', '', 'PD001 buy'), (11, 'USD', '0.9', '1e3', '', 'PD001 sell'),
               (12, 'USD', '0.9', '0.123456789', '', 'PD001 sell'), (13, 'USD', '0.9', '1000000000', '', 'PD001 sell'),
               (14, 'USD', '0.91', '0.93', ', p_mid => ''0.9301''', 'PD001 mid'), (15, 'USD', '0.91', '0.93', ', p_mid => ''0.9099''', 'PD001 mid'),
               (16, 'USD', '0.91', '0.93', ', p_per => 2', 'PD001 per'), (17, 'USD', '0.91', '0.93', ', p_hours => 0', 'PD001 hours'),
               (18, 'USD', '0.91', '0.93', ', p_hours => 745', 'PD001 hours'), (19, 'USD', '9.1', '9.3', '', 'PD019 mid'),
               (20, 'USD', '0.91', '0.93', ', p_per => 100', 'PD019 mid'), (21, 'USD', '91', '93', ', p_per => 100', 'done'),
               (22, 'USD', '0.9080', '0.9380', ', p_per => 1', 'done'), (23, 'USD', '0.8500', '0.8900', '', 'PD019 mid'),
               (24, 'CHF', '0.5', '0.5', '', 'done'), (25, 'CHF', '1.05', '1.05', ', p_far_from_last => true', 'done')) AS v(n, currency, buy, sell, more, expected)
 ORDER BY v.n;
SELECT is(pg_temp.told('tl_tina', format('SELECT api.exchange_rate_set(%L, %L, %L, %L)', gen_random_uuid(), 'USD', '0.9', '0.9')), 'PD004', 'a teller sets no rates');
SELECT is(pg_temp.ask('tl_tina', 'SELECT string_agg(concat_ws('' '', rate, per, buy, mid, sell, base, spread, state, set_by), '', '' ORDER BY rate) FROM api.exchange_rates() WHERE currency IN (''USD'', ''JPY'')'),
          'JPY-1 100 0.6020 0.6140 0.6260 EUR 3.91 % valid tl_vera, USD-4 1 0.9080 0.9230 0.9380 EUR 3.25 % valid tl_vera', 'the newest of each');
SELECT is(pg_temp.ask('tl_audrey', 'SELECT string_agg(rate || '' '' || state, '', '') FROM api.exchange_rates(''usd'', 2)'), 'USD-4 valid, USD-3 replaced', 'the last ones of one');
SELECT is(pg_temp.told('tl_tina', 'SELECT rate FROM api.exchange_rates(''EURO'')'), 'PD001 currency', 'no such currency');
SELECT throws_ok('UPDATE pd.rate SET buy = 1', 'PD029', NULL, 'rates are never changed');

-- Cash against cash: both of the teller's drawers.
SELECT is(pg_temp.no('buy', 'USD', '100'), 'PD011 from', 'no drawer in dollars');
SELECT admin.opening_float(pg_temp.req(), 1::smallint, 'tl_tina', 'USD', 100000) \g /dev/null
INSERT INTO acc_name SELECT 'drawerusd', a.number, a.id FROM pd.account a WHERE a.number = 'DRAWER-tl_tina-USD';
SELECT pg_temp.shown('buy', 'USD', '100') AS preview \gset
SELECT is(:'preview'::jsonb - '{entries,notes}'::text[], '{"fee_minor": 0, "total_minor": null, "currency": "EUR", "given_minor": 10000, "given_currency": "USD", "got_minor": 9080,
    "got_currency": "EUR", "rate": "USD-4", "price": "1 USD = 0.9080 EUR", "pins": {"rate": "USD-4"}}', 'the preview quotes the rate');
SELECT is((SELECT string_agg(concat_ws(' ', e ->> 'account', e ->> 'debit_minor', e ->> 'credit_minor', e ->> 'currency', e ->> 'balance_after_minor'), ', ' ORDER BY n) FROM jsonb_array_elements(:'preview'::jsonb -> 'entries') WITH ORDINALITY u(e, n)),
          'DRAWER-tl_tina-USD 10000 USD 110000, DRAWER-tl_tina-EUR 9080 EUR 990920, GL-1600-USD 10000 USD -10000, GL-1600-EUR 9230 EUR 9230, GL-4020-EUR 150 EUR 150', 'with the exact entries');
SELECT is(pg_temp.deal('buy', 'USD', '100') - '{receipt,posted_at,business_date,request}'::text[],
          '{"given_minor": 10000, "given_currency": "USD", "got_minor": 9080, "got_currency": "EUR", "rate": "USD-4", "price": "1 USD = 0.9080 EUR", "fee_minor": 0, "currency": "EUR",
            "given_kind": "drawer", "given_balance_minor": 110000, "got_kind": "drawer", "got_balance_minor": 990920, "replayed": false}', 'the answer');
SELECT is(pg_temp.newest(), 'drawerusd -10000 principal, drawer 9080 principal, GL-1600-USD 10000 position USD, GL-1600-EUR -9230 position USD, GL-4020-EUR 150 result', 'the journal');
SELECT is(pg_temp.deal('sell', 'USD', '10.01') ->> 'given_minor', '939', '9.38938 is asked as 9.39');
SELECT is(pg_temp.newest(), 'drawer -939 principal, drawerusd 1001 principal, GL-1600-USD -1001 position USD, GL-1600-EUR 924 position USD, GL-4020-EUR 15 result', 'sold at 9.24 of the position, 9.23923 rounded up');
SELECT is(pg_temp.deal('buy', 'USD', '90.80 eur') ->> 'given_minor', '10000', 'by what the customer gets');
SELECT is(pg_temp.deal('sell', 'USD', '50 EUR') ->> 'got_minor', '5330', 'by what he spends: 53.304 is paid as 53.30');
SELECT is(pg_temp.deal('sell', 'USD', '0.01') ->> 'given_minor', '1', 'one cent costs one cent');
SELECT is(pg_temp.positions_differ(), 0::bigint, '1600 equals the sum of its positions');

-- Accounts, decimals, two foreign currencies.
SELECT pg_temp.open_account('kwd', :'ada', 'basic', 'KWD', 5000000), pg_temp.open_account('clf', :'ada', 'basic', 'CLF', 0) \g /dev/null
SELECT is(pg_temp.deal('buy', 'USD', '50', pg_temp.acc('usd'), pg_temp.acc('cur')) ->> 'got_minor', '4540', 'account to account');
SELECT is(pg_temp.newest(), 'usd -5000 principal, cur 4540 principal, GL-1600-USD 5000 position USD, GL-1600-EUR -4615 position USD, GL-4020-EUR 75 result', 'without a drawer');
SELECT is(pg_temp.deal('sell', 'JPY', '5000', pg_temp.acc('cur'), pg_temp.acc('jpy')) ->> 'given_minor', '3130', 'yen: quoted for 100, no decimals');
SELECT is(pg_temp.deal('sell', 'JPY', '0.02 EUR', pg_temp.acc('cur'), pg_temp.acc('jpy')) ->> 'got_minor', '3', 'two cents are three yen');
SELECT is(pg_temp.no('buy', 'KWD', '0.001', pg_temp.acc('kwd'), pg_temp.acc('cur')), 'PD001 amount', 'a fils comes to nothing');
SELECT is(pg_temp.deal('buy', 'KWD', '1000.005', pg_temp.acc('kwd'), pg_temp.acc('cur')) ->> 'got_minor', '300001', 'dinar: three decimals');
SELECT is(pg_temp.newest(), 'kwd -1000005 principal, cur 300001 principal, GL-1600-KWD 1000005 position KWD, GL-1600-EUR -300001 position KWD', 'no result at buying = mid');
SELECT is(pg_temp.deal('sell', 'CLF', '1.0001', pg_temp.acc('cur'), pg_temp.acc('clf')) ->> 'given_minor', '3851', 'unidad de fomento: four');
SELECT is(pg_temp.deal('buy', 'USD', '10', pg_temp.acc('usd'), pg_temp.acc('jpy')) - '{receipt,posted_at,business_date,request,given_balance_minor,got_balance_minor}'::text[],
          '{"given_minor": 1000, "given_currency": "USD", "got_minor": 1450, "got_currency": "JPY", "rate": "USD-4/JPY-1", "price": "1 USD = 0.9080 EUR; 100 JPY = 0.6260 EUR", "fee_minor": 0,
            "currency": "USD", "given_kind": "customer", "got_kind": "customer", "replayed": false}', 'dollars to yen at both rates');
SELECT is(pg_temp.newest(), 'usd -1000 principal, jpy 1450 principal, GL-1600-USD 1000 position USD, GL-1600-EUR -923 position USD, GL-1600-JPY -1450 position JPY, GL-1600-EUR 891 position JPY, GL-4020-EUR 32 result', 'through the branch''s own');
SELECT is(pg_temp.deal('sell', 'JPY', '1450', NULL, pg_temp.acc('jpy'), 'USD') ->> 'given_minor', '1000', 'the same, asked for by the yen, paid in cash');
SELECT is(pg_temp.positions_differ(), 0::bigint, 'positions');
SELECT is(pg_temp.bad(), '', 'the books prove');

-- What an exchange must not.
SELECT is(pg_temp.no(v.what, VARIADIC v.args), v.expected, format('%s %s: %s', v.what, v.args, v.expected))
  FROM (VALUES ('buy', ARRAY['USD', '0'], 'PD001 amount'), ('buy', ARRAY['USD', '1.001'], 'PD001 amount'), ('buy', ARRAY['USD', NULL], 'PD001 amount'),
               ('buy', ARRAY['USD', '1 GBP'], 'PD015 amount'), ('buy', ARRAY['JPY', '1.5', pg_temp.acc('jpy')], 'PD001 amount'),
               ('buy', ARRAY['USD', '0.01'], 'PD001 amount'), ('sell', ARRAY['USD', '10000000000000'], 'PD017 amount'),
               ('sell', ARRAY['KWD', '1000000000000', pg_temp.acc('cur'), pg_temp.acc('kwd')], 'PD018 from'),
               ('sell', ARRAY['CLF', '99999999999', pg_temp.acc('cur'), pg_temp.acc('clf')], 'PD018 from'),
               ('buy', ARRAY['USD', '10000000000000 EUR'], 'PD001 amount'), ('buy', ARRAY['USD', '9999999999999999'], 'PD001 amount'),
               ('buy', ARRAY['EUR', '1'], 'PD001 currency'), ('sell', ARRAY['EUR', '1', NULL, NULL, 'USD'], 'PD001 currency'), ('buy', ARRAY['USD', '1', NULL, pg_temp.acc('usd')], 'PD001 currency'),
               ('buy', ARRAY['QQQ', '1'], 'PD001 currency'), ('buy', ARRAY['USD', '1', NULL, NULL, '?'], 'PD001 against'),
               ('buy', ARRAY['USD', '1', pg_temp.acc('cur')], 'PD015 from'), ('buy', ARRAY['USD', '1', NULL, pg_temp.acc('cur'), 'JPY'], 'PD015 to'),
               ('buy', ARRAY['USD', '1', '9999999999'], 'PD012 from'), ('buy', ARRAY['USD', '1', 'GL-1600-USD'], 'PD012 from'), ('buy', ARRAY['USD', '1', NULL, 'DRAWER-tl_tina-EUR'], 'PD012 to'),
               ('sell', ARRAY['JPY', '100'], 'PD011 to'), ('buy', ARRAY['USD', '1', NULL, NULL, 'KWD'], 'PD011 to'),
               ('sell', ARRAY['USD', '5000'], 'PD017 amount'), ('buy', ARRAY['USD', '20000'], 'PD017 amount'),
               ('buy', ARRAY['USD', '5000', pg_temp.acc('usd')], 'PD018 from'), ('sell', ARRAY['USD', '50000', pg_temp.acc('cur')], 'PD017 amount'),
               ('buy', ARRAY['USD', '1', NULL, NULL, NULL, 'usd-4'], 'PD001 rate'), ('buy', ARRAY['USD', '1', NULL, NULL, NULL, 'USD-3'], 'PD027 rate'),
               ('buy', ARRAY['USD', '1', NULL, NULL, NULL, NULL, repeat('x', 141)], 'PD001 text')) AS v(what, args, expected);
UPDATE pd.balance SET flags = flags | 2 WHERE account = pg_temp.acc_id('usd');
SELECT is(pg_temp.no('buy', 'USD', '1', pg_temp.acc('usd')), 'PD014 from', 'blocked: nothing goes out');
SELECT is(pg_temp.deal('sell', 'USD', '1', NULL, pg_temp.acc('usd')) ->> 'got_minor', '100', 'but in');
UPDATE pd.balance SET flags = flags | 8 WHERE account = pg_temp.acc_id('usd');
SELECT is(pg_temp.no('sell', 'USD', '1', NULL, pg_temp.acc('usd')), 'PD013 to', 'closed');
UPDATE pd.balance SET flags = 1 WHERE account = pg_temp.acc_id('usd');
SELECT is(pg_temp.told('tl_vera', pg_temp.deal_sql('buy', false, 'USD', '1')), 'PD004', 'no supervisor exchanges');

-- Held to the rate that was quoted, replayed, refused for good.
SELECT gen_random_uuid() AS req1, gen_random_uuid() AS req2 \gset
SELECT pg_temp.ask('tl_tina', format('SELECT api.exchange_buy(%L, %L, %L, p_rate => %L)', :'req1', 'USD', '20', 'USD-4')) AS answer \gset
SELECT is(pg_temp.set_rate('USD', '0.9100', '0.9400'), 'done', 'the rate changes');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.exchange_buy(%L, %L, %L, p_rate => %L)', :'req2', 'USD', '20', 'USD-4')), 'PD027 rate', 'quoted before, refused now');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.exchange_buy(%L, %L, %L, p_rate => %L)', :'req1', 'USD', '20', 'USD-4'))::jsonb, :'answer'::jsonb || '{"replayed": true}', 'what was done answers as before');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.exchange_buy(%L, %L, %L, p_rate => %L)', :'req1', 'USD', '20', 'USD-5')), 'PD002 request', 'another rate is another request');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.exchange_buy(%L, %L, %L, p_rate => %L)', :'req2', 'USD', '20', 'USD-4')), 'PD027 rate', 'refused stays refused');
SELECT is(pg_temp.deal('buy', 'USD', '20', NULL, NULL, NULL, 'USD-5') ->> 'got_minor', '1820', 'at the new rate');

-- A fee, on the side that is an account.
INSERT INTO pd.fee (operation, product, currency, fixed_minor, basis_points, tax_basis_points)
VALUES ('exchange.sell', 'current', 978, 0, 100, 2000), ('exchange.buy', 'basic', 392, 10, 0, 0);
SELECT is(pg_temp.deal('sell', 'USD', '10', pg_temp.acc('cur')) - '{receipt,posted_at,business_date,request,given_balance_minor,got_balance_minor,rate,price}'::text[],
          '{"given_minor": 940, "given_currency": "EUR", "got_minor": 1000, "got_currency": "USD", "fee_minor": 11, "currency": "EUR", "given_kind": "customer", "got_kind": "drawer", "replayed": false}', '1 % of 9.40 and tax');
SELECT is((SELECT e.value ->> 'name' FROM jsonb_array_elements(pg_temp.shown('sell', 'USD', '10', pg_temp.acc('cur')) -> 'entries') e WHERE e.value ->> 'what' = 'tax'), 'Tax on fees', 'in the preview too');
SELECT pg_temp.deal('buy', 'USD', '10', NULL, pg_temp.acc('jpy')) AS cross_answer \gset
SELECT is(:'cross_answer'::jsonb ->> 'fee_minor' || ' ' || (:'cross_answer'::jsonb ->> 'currency'), '10 JPY', 'in the currency of that account');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.receipt_view(%L)', :'cross_answer'::jsonb ->> 'receipt'))::jsonb - '{receipt,ledger_code,ledger_name,posted_at,business_date,value_date,teller,teller_name,text,partner,links,copies,amount_minor,currency,account,operation}'::text[],
          format('{"given_minor": 1000, "given_currency": "USD", "got_minor": 1453, "got_currency": "JPY", "price": "1 USD = 0.9100 EUR; 100 JPY = 0.6260 EUR", "fee_minor": 10, "fee_currency": "JPY", "entries": [
            {"account": "DRAWER-tl_tina-USD", "name": "Drawer of tl_tina", "what": "principal", "debit_minor": 1000, "credit_minor": null, "currency": "USD"},
            {"account": "%1$s", "name": "A*** E***", "what": "principal", "debit_minor": null, "credit_minor": 1453, "currency": "JPY"},
            {"account": "%1$s", "name": "A*** E***", "what": "fee", "debit_minor": 10, "credit_minor": null, "currency": "JPY"},
            {"account": "GL-4010-JPY", "name": "Fee income", "what": "fee", "debit_minor": null, "credit_minor": 10, "currency": "JPY"}]}', pg_temp.acc('jpy'))::jsonb,
          'the receipt tells both amounts and the price, not what the bank earns');

-- Taken back: the position as if it had never been.
CREATE TEMP TABLE before AS SELECT p.what, p.position_minor, p.book_minor FROM pd.exchange_positions(1::smallint) p;
SELECT pg_temp.deal('buy', 'USD', '30') ->> 'receipt' AS receipt \gset
SELECT is(pg_temp.told('tl_vera', format('SELECT api.payment_reverse(%L, p_receipt => %L, p_reason => %L)', gen_random_uuid(), :'receipt', 'Wrong notes')), 'done', 'reversed');
SELECT results_eq('SELECT p.what, p.position_minor, p.book_minor FROM pd.exchange_positions(1::smallint) p', 'SELECT what, position_minor, book_minor FROM before', 'the positions are what they were');
SELECT is(pg_temp.positions_differ(), 0::bigint, '1600 still equals the sum');

-- Positions and their revaluation.
SELECT is(pg_temp.told('tl_tina', 'SELECT currency FROM api.exchange_position()'), 'PD004', 'positions are not the teller''s');
SELECT is(pg_temp.set_rate('JPY', '0.6220', '0.6460'), 'done', 'the yen rises, and the branch owes some');
SELECT is((SELECT count(*) FROM pd.exchange_positions(1::smallint) p WHERE p.value_minor < p.book_minor), 1::bigint, 'one has lost in value');
SELECT pg_temp.ask('tl_vera', 'SELECT jsonb_object_agg(currency, jsonb_build_array(position_minor, book_minor, value_minor)) FROM api.exchange_position()') AS positions \gset
SELECT is((SELECT sum((p.value ->> 2)::bigint - (p.value ->> 1)::bigint) FROM jsonb_each(:'positions') p),
          (SELECT (s ->> 'gain_minor')::numeric - (s ->> 'loss_minor')::numeric FROM CAST(pg_temp.ask('tl_vera', 'SELECT api.exchange_revalue_preview()') AS jsonb) s), 'the preview comes to what is not booked yet');
SELECT gen_random_uuid() AS req3 \gset
SELECT pg_temp.gl('GL-4020-EUR') AS income, coalesce(pg_temp.gl('GL-5060-EUR'), 0) AS loss \gset
SELECT pg_temp.ask('tl_vera', format('SELECT api.exchange_revalue(%L)', :'req3')) AS answer \gset
SELECT is(ARRAY[pg_temp.gl('GL-4020-EUR') - :income, :loss - pg_temp.gl('GL-5060-EUR')], ARRAY[(:'answer'::jsonb ->> 'gain_minor')::bigint, (:'answer'::jsonb ->> 'loss_minor')::bigint], 'income and loss are booked');
SELECT ok((:'answer'::jsonb ->> 'gain_minor')::bigint > 0 AND (:'answer'::jsonb ->> 'loss_minor')::bigint > 0, 'some of both');
SELECT is((SELECT count(*) FROM pd.exchange_positions(1::smallint) p WHERE p.value_minor <> p.book_minor), 0::bigint, 'every position stands at mid');
SELECT is((SELECT count(*) FROM pd.revaluation_line), (SELECT count(*) FROM pd.exchange_positions(1::smallint)), 'with a line for each');
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.exchange_revalue(%L)', :'req3'))::jsonb, :'answer'::jsonb || '{"replayed": true}', 'asked again');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.exchange_revalue(%L)', gen_random_uuid())), 'PD027', 'once a business date');
SELECT is(pg_temp.told('tl_vera', 'SELECT api.exchange_revalue_preview()'), 'PD027', 'the preview says so');
UPDATE pd.ledger SET business_date = business_date + 1 WHERE id = 1;
SELECT is(pg_temp.ask('tl_vera', format('SELECT concat_ws('' '', a ->> ''receipt'', a ->> ''positions'') FROM api.exchange_revalue(%L) a', gen_random_uuid())), '0', 'the next day: nothing has changed, nothing is posted');
UPDATE pd.ledger SET business_date = business_date + 1 WHERE id = 1;

-- The proof sees what does not fit: an exchange without its journal's amounts, and so a position that was never exchanged.
SELECT is((SELECT string_agg(p.check_name, ', ') FROM pd.prove_exchange() p WHERE p.bad <> 0), NULL, 'nothing to find');
SAVEPOINT damage;
ALTER TABLE pd.exchange DISABLE TRIGGER exchange_append_only;
UPDATE pd.exchange SET given_minor = given_minor + 1 WHERE journal = (SELECT min(journal) FROM pd.exchange WHERE given = 840);
SELECT is((SELECT string_agg(concat_ws(' ', p.check_name, p.bad), ', ') FROM pd.prove_exchange() p WHERE p.bad <> 0),
          'exchanges have the amounts of their journals 1, positions are what was exchanged 1', 'found both');
ROLLBACK TO damage;

-- A rate that has run out.  (Rates are append-only, so the trigger rests for a moment.)
ALTER TABLE pd.rate DISABLE TRIGGER rate_append_only;
UPDATE pd.rate SET valid_from = now() - interval '2 h', valid_to = now() - interval '1 h' WHERE currency = 840 AND number = 5;
ALTER TABLE pd.rate ENABLE TRIGGER rate_append_only;
SELECT is(pg_temp.no('buy', 'USD', '1'), 'PD035 currency', 'a rate that has run out');
SELECT is(pg_temp.no('buy', 'JPY', '1000', pg_temp.acc('jpy'), NULL, 'USD'), 'PD035 against', 'of the other currency');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.exchange_revalue(%L)', gen_random_uuid())), 'PD035', 'no day is closed at an old price');
SELECT is((SELECT count(*) FROM pd.revaluation), 2::bigint, 'and nothing remains of the attempt');
SELECT is(pg_temp.ask('tl_vera', 'SELECT rate || '' '' || state FROM api.exchange_rates() WHERE currency = ''USD'''), 'USD-5 expired', 'the list says so; an older one does not come back');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT finish();
ROLLBACK;
