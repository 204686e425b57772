-- SPDX-License-Identifier: Apache-2.0
--
-- payment.transfer with fee and preview.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(66);

SELECT has_function('api', 'payment_transfer', ARRAY['uuid', 'text', 'text', 'text', 'text', 'date']);
SELECT has_function('api', 'payment_transfer_preview', ARRAY['text', 'text', 'text', 'text', 'date']);
CREATE FUNCTION pg_temp.transfer(p_from text, p_to text, p_amount text, p_text text DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_tom', format('SELECT api.payment_transfer(%L, %L, %L, %L, %L)', gen_random_uuid(), p_from, p_to, p_amount, p_text))::jsonb
$$;
CREATE FUNCTION pg_temp.preview(p_from text, p_to text, p_amount text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_tom', format('SELECT api.payment_transfer_preview(%L, %L, %L)', p_from, p_to, p_amount))::jsonb
$$;
CREATE FUNCTION pg_temp.told_transfer(p_from text, p_to text, p_amount text, p_text text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told('tl_tom', format('SELECT api.payment_transfer(%L, %L, %L, %L, %L)', gen_random_uuid(), p_from, p_to, p_amount, p_text))
$$;
-- The newest journal as the preview shows one.
CREATE FUNCTION pg_temp.newest() RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_agg(jsonb_build_object('account', a.number, 'what', e.what, 'debit_minor', CASE WHEN e.amount < 0 THEN -e.amount END,
               'credit_minor', CASE WHEN e.amount > 0 THEN e.amount END, 'balance_after_minor', a.side * coalesce(e.balance, pd.balance_after(e.ledger, e.account, e.seq)), 'currency', c.code) ORDER BY k.place)
      FROM (SELECT * FROM pd.journal ORDER BY id DESC LIMIT 1) j, unnest(j.entry_account, j.entry_seq) WITH ORDINALITY AS k(account, seq, place)
      JOIN pd.entry e ON e.ledger = 1 AND e.account = k.account AND e.seq = k.seq
      JOIN pd.account a ON a.ledger = 1 AND a.id = k.account JOIN pd.currency c ON c.number = e.currency
$$;
CREATE FUNCTION pg_temp.entries(p_preview jsonb) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_agg(e.value - 'name' ORDER BY e.ordinality) FROM jsonb_array_elements(p_preview -> 'entries') WITH ORDINALITY e
$$;

-- With a fee: 0.50 and 20 % tax on top.
SELECT pg_temp.preview(pg_temp.acc('cur'), pg_temp.acc('bas'), '25.00') AS preview \gset
SELECT is(:'preview'::jsonb - 'entries', '{"fee_minor": 60, "total_minor": 2560, "currency": "EUR"}', 'quoted before it is posted');
SELECT is(pg_temp.transfer(pg_temp.acc('cur'), pg_temp.acc('bas'), '25.00', 'Rent') - '{receipt,posted_at,business_date,request}'::text[],
          '{"amount_minor": 2500, "fee_minor": 60, "balance_minor": 97440, "currency": "EUR", "replayed": false}', 'the answer');
SELECT is(pg_temp.newest(), pg_temp.entries(:'preview'), 'the entries are those of the preview');
SELECT is((SELECT string_agg(concat_ws(' ', coalesce(s.name, a.gl), e.amount, e.what), ', ' ORDER BY k.place)
             FROM (SELECT * FROM pd.journal ORDER BY id DESC LIMIT 1) j, unnest(j.entry_account, j.entry_seq) WITH ORDINALITY AS k(account, seq, place)
             JOIN pd.entry e ON e.ledger = 1 AND e.account = k.account AND e.seq = k.seq
             JOIN pd.account a ON a.ledger = 1 AND a.id = k.account LEFT JOIN acc_name s ON s.id = a.id),
          'cur -2500 principal, bas 2500 principal, cur -60 fee, 4010 50 fee, 2150 10 tax', 'the legs');
SELECT is(ARRAY[pg_temp.bal('cur'), pg_temp.bal('bas')], ARRAY[97440, 52500]::bigint[], 'the balances');
SELECT is(pg_temp.ask('tl_sam', format('SELECT string_agg(what || '' '' || counterparty, '', '') FROM api.account_statement(%L, NULL, 2)', pg_temp.acc('cur'))),
          'fee GL-4010-EUR, principal ' || pg_temp.acc('bas'), 'each line of the statement with its counterparty');

-- Without one.
SELECT is(pg_temp.transfer(pg_temp.acc('bas'), pg_temp.acc('cur'), '25') ->> 'fee_minor', '0', 'a basic account pays none');
SELECT is(jsonb_array_length(pg_temp.newest()), 2, 'and has two entries');
SELECT is(pg_temp.transfer(pg_temp.acc('biz'), pg_temp.acc('cur'), '0.01') ->> 'balance_minor', '4999', 'one cent');

-- Funds, to the cent and with the fee.
SELECT is(pg_temp.bal('cur'), 99941::bigint, 'cur has 999.41');
SELECT is(pg_temp.told_transfer(pg_temp.acc('cur'), pg_temp.acc('bas'), '998.82'), 'PD018 from', 'enough for the amount, not for the fee');
SELECT is(pg_temp.told('tl_tom', format('SELECT api.payment_transfer_preview(%L, %L, %L)', pg_temp.acc('cur'), pg_temp.acc('bas'), '998.82')), 'PD018 from', 'the preview says so too');
SELECT is(pg_temp.bal('cur'), 99941::bigint, 'nothing happened');
SELECT is(pg_temp.told_transfer(pg_temp.acc('cur'), pg_temp.acc('bas'), '998.81'), 'done', 'just enough for both');
SELECT is(pg_temp.bal('cur'), 0::bigint, 'is zero');

-- Other currencies.
SELECT pg_temp.open_account('usd2', :'probe', 'basic', 'USD', 0), pg_temp.open_account('jpy2', :'probe', 'basic', 'JPY', 0),
       pg_temp.open_account('kwd', :'ada', 'basic', 'KWD', 5000), pg_temp.open_account('kwd2', :'probe', 'basic', 'KWD', 0),
       pg_temp.open_account('clf', :'ada', 'basic', 'CLF', 50000), pg_temp.open_account('clf2', :'probe', 'basic', 'CLF', 0) \g /dev/null
SELECT is(pg_temp.transfer(pg_temp.acc(v.a), pg_temp.acc(v.b), v.amount) ->> 'amount_minor', v.minor, v.a || ' ' || v.amount)
  FROM (VALUES ('usd', 'usd2', '1.5', '150'), ('jpy', 'jpy2', '150', '150'), ('kwd', 'kwd2', '1.234', '1234'), ('clf', 'clf2', '1.2345 CLF', '12345')) AS v(a, b, amount, minor);
SELECT is(pg_temp.told_transfer(pg_temp.acc('jpy'), pg_temp.acc('jpy2'), '1.5'), 'PD001 amount', 'no half yen');
SELECT is(pg_temp.told_transfer(pg_temp.acc('usd'), pg_temp.acc('bas'), '1'), 'PD015 to', 'between two currencies');
SELECT is(pg_temp.told_transfer(pg_temp.acc('usd'), pg_temp.acc('usd2'), '1 EUR'), 'PD015 amount', 'in a third');

-- Fields, and the order of the refusals.
SELECT is(pg_temp.told_transfer(v.a, v.b, v.amount, v.text), v.expected, format('%s, %s, %s: %s', v.a, v.b, v.amount, v.expected))
  FROM (VALUES (pg_temp.acc('bas'), pg_temp.acc('bas'), '1', NULL, 'PD001 to'), ('9999999999', pg_temp.acc('bas'), '1', NULL, 'PD012 from'),
               (pg_temp.acc('bas'), '9999999999', '1', NULL, 'PD012 to'), (pg_temp.acc('bas'), NULL, '1', NULL, 'PD001 to'),
               (NULL, pg_temp.acc('bas'), '1', NULL, 'PD001 from'), (pg_temp.acc('bas'), 'GL-4010-EUR', '1', NULL, 'PD012 to'),
               ('9999999999', '9999999998', '0', NULL, 'PD001 amount'), (pg_temp.acc('bas'), pg_temp.acc('cur'), '10000000000000.01', NULL, 'PD001 amount'),
               (pg_temp.acc('bas'), pg_temp.acc('cur'), '1', repeat('x', 1000000), 'PD001 text')) AS v(a, b, amount, text, expected);
UPDATE pd.balance SET flags = flags | 2 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.told_transfer(pg_temp.acc('bas'), pg_temp.acc('usd'), '1'), 'PD014 from', 'blocked comes before the currency');
UPDATE pd.balance SET flags = flags | 8 WHERE account = pg_temp.acc_id('usd');
SELECT is(pg_temp.told_transfer(pg_temp.acc('bas'), pg_temp.acc('usd'), '1'), 'PD013 to', 'closed comes before blocked');
UPDATE pd.balance SET flags = 1 WHERE account IN (pg_temp.acc_id('bas'), pg_temp.acc_id('usd'));
SELECT is(pg_temp.told('tl_sam', format('SELECT api.payment_transfer(%L, %L, %L, %L)', gen_random_uuid(), pg_temp.acc('bas'), pg_temp.acc('cur'), '1')), 'PD004', 'not support');
SELECT is(pg_temp.told('tl_audrey', format('SELECT api.payment_transfer_preview(%L, %L, %L)', pg_temp.acc('bas'), pg_temp.acc('cur'), '1')), 'PD004', 'nor an auditor, not even to look');

-- Value dates: today's, earlier ones of supervisors in open periods, later ones as an order.
CREATE FUNCTION pg_temp.dated(p_who text, p_days int, p_function text DEFAULT 'payment_transfer(gen_random_uuid(), ') RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_who, format('SELECT api.%s%L, %L, ''1.00'', p_value_date => %L)', p_function, pg_temp.acc('bas'), pg_temp.acc('biz'), pg_temp.today() + p_days))
$$;
UPDATE pd.ledger SET closed_until = business_date - 10 WHERE id = 1;
SELECT is(pg_temp.dated(v.who, v.days), v.expected, format('%s, %s days: %s', v.who, v.days, v.expected))
  FROM (VALUES ('tl_tom', 0, 'done'), ('tl_tom', -1, 'PD004 value_date'), ('tl_vera', -9, 'done'), ('tl_vera', -10, 'PD010 value_date'), ('tl_vera', 40000, 'PD001 value_date')) AS v(who, days, expected);
SELECT is((SELECT j.value_date - j.business_date FROM pd.journal j ORDER BY j.id DESC LIMIT 1), -9, 'booked today, counting from then');
SELECT is(pg_temp.dated(v.who, v.days, 'payment_transfer_preview('), v.expected, format('preview: %s, %s days: %s', v.who, v.days, v.expected))
  FROM (VALUES ('tl_tom', 0, 'done'), ('tl_tom', 7, 'done'), ('tl_vera', -10, 'PD010 value_date')) AS v(who, days, expected);
SELECT max(id) AS newest FROM pd.journal \gset
SELECT is(pg_temp.dated('tl_tom', 7), 'done', 'a later day');
SELECT is((SELECT max(id) FROM pd.journal), :newest::bigint, 'posts nothing now');
SELECT is((SELECT first_day - pg_temp.today() FROM pd.standing_order ORDER BY id DESC LIMIT 1), 7, 'and is kept as an order');
UPDATE pd.ledger SET closed_until = NULL WHERE id = 1;

-- Replay.
SELECT gen_random_uuid() AS req1 \gset
SELECT pg_temp.ask('tl_tom', format('SELECT api.payment_transfer(%L, %L, %L, %L)', :'req1', pg_temp.acc('bas'), pg_temp.acc('cur'), '2')) AS answer \gset
SELECT is(pg_temp.ask('tl_tom', format('SELECT api.payment_transfer(%L, %L, %L, %L)', :'req1', pg_temp.acc('bas'), pg_temp.acc('cur'), '2'))::jsonb,
          :'answer'::jsonb || '{"replayed": true}', 'asked again');
SELECT is(pg_temp.bal('cur'), 200::bigint, 'once only');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, %L)', :'req1', pg_temp.acc('bas'), pg_temp.acc('cur'), '2')), 'PD002 request', 'asked by a colleague');

-- Fees: rounding half up, per cent, tax, and to nothing.  A fee is never edited, but for a test.
ALTER TABLE pd.fee DISABLE TRIGGER fee_guard;
CREATE FUNCTION pg_temp.fee(p_fixed bigint, p_points int, p_tax int, p_minor bigint) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pd.fee SET fixed_minor = p_fixed, basis_points = p_points, tax_basis_points = p_tax WHERE operation = 'payment.transfer' AND product = 'current';
    RETURN (SELECT coalesce(string_agg(l.amount::text, ' ' ORDER BY l.ordinality), 'free')
              FROM unnest(pd.plan_fee('payment.transfer', pd.account_get(1::smallint, pg_temp.acc('cur'), 'x'), p_minor, 'from')) WITH ORDINALITY l);
END $$;
SELECT is(pg_temp.fee(v.fixed, v.points, v.tax, v.minor), v.expected, format('%s + %s bp of %s, tax %s bp: %s', v.fixed, v.points, v.minor, v.tax, v.expected))
  FROM (VALUES (0, 0, 2000, 1000, 'free'), (0, 10, 2000, 499, 'free'), (0, 10, 2000, 500, '-1 1'), (0, 10, 5000, 500, '-2 1 1'), (0, 10, 4999, 500, '-1 1'),
               (0, 10, 0, 1499, '-1 1'), (0, 10, 0, 1500, '-2 2'), (50, 25, 1900, 10000, '-89 75 14'), (50, 0, 2000, 1, '-60 50 10'),
               (1000000000000, 10000, 10000, 1000000000000000, '-2002000000000000 1001000000000000 1001000000000000')) AS v(fixed, points, tax, minor, expected);
SELECT is(pg_temp.fee(0, 10, 2000, 499), 'free', 'a fee that rounds to nothing');
SELECT is(pg_temp.transfer(pg_temp.acc('cur'), pg_temp.acc('bas'), '1.99') ->> 'fee_minor', '0', 'is none');
SELECT is(jsonb_array_length(pg_temp.newest()), 2, 'and makes no entry');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT finish();
ROLLBACK;
