-- SPDX-License-Identifier: Apache-2.0
--
-- The tariff: which row, how much, rounding; what fee.set makes of it; and against an independent computation.
BEGIN;
\ir ../ledger/bank.psql
SELECT no_plan();
SELECT pg_temp.hire('tl_adam', 'administrator') \g /dev/null
SELECT throws_ok('DELETE FROM pd.fee', 'PD029', NULL, 'a fee is not removed');
SELECT throws_ok('UPDATE pd.fee SET fixed_minor = 1', 'PD029', NULL, 'nor edited');
SELECT throws_ok('TRUNCATE pd.fee', 'PD029', NULL, 'nor forgotten');
SELECT lives_ok('UPDATE pd.fee SET valid_to = valid_from + 1', 'only ended');
UPDATE pd.fee SET valid_to = valid_from - 1;

SELECT pg_temp.open_account('kwd', :'ada', 'current', 'KWD', 5000000), pg_temp.open_account('clf', :'ada', 'current', 'CLF', 5000000),
       pg_temp.open_account('jpc', :'ada', 'current', 'JPY', 5000000), pg_temp.open_account('sav', :'ada', 'savings', 'EUR', 100000) \g /dev/null

CREATE FUNCTION pg_temp.row(p_currency text, p_product text, p_from bigint, p_to bigint, p_fixed bigint, p_points int, p_min bigint, p_max bigint,
                            p_tax int, p_valid_from date DEFAULT '2000-01-01', p_valid_to date DEFAULT NULL) RETURNS int LANGUAGE sql AS $$
    INSERT INTO pd.fee (operation, product, currency, from_minor, to_minor, fixed_minor, basis_points, minimum_minor, maximum_minor,
                        tax_basis_points, valid_from, valid_to)
    SELECT 'payment.transfer', p_product, c.number, p_from, p_to, p_fixed, p_points, p_min, p_max, p_tax, p_valid_from, p_valid_to
      FROM pd.currency c WHERE c.code = p_currency
    RETURNING id
$$;
CREATE FUNCTION pg_temp.void() RETURNS void LANGUAGE sql AS $$ UPDATE pd.fee SET valid_to = valid_from - 1 $$;
-- "customer fee tax" of the planner, or "free".
CREATE FUNCTION pg_temp.legs(p_account text, p_minor bigint) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(l.amount::text, ' ' ORDER BY l.ordinality), 'free')
      FROM unnest(pd.plan_fee('payment.transfer', pd.account_get(1::smallint, pg_temp.acc(p_account), 'x'), p_minor, 'from')) WITH ORDINALITY l
$$;

-- Rounding, by currency and rule; each case with a tariff of its own.
CREATE FUNCTION pg_temp.rounded(p_account text, p_currency text, p_fixed bigint, p_points int, p_min bigint, p_max bigint, p_tax int, p_minor bigint)
RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.void();
    SELECT pg_temp.row(p_currency, NULL, 0, NULL, p_fixed, p_points, p_min, p_max, p_tax);
    SELECT pg_temp.legs(p_account, p_minor);
$$;
SELECT is(pg_temp.rounded(v.account, v.currency, v.fixed, v.points, v.low, v.high, v.tax, v.minor), v.expected,
          format('%s: %s + %s bp of %s, %s to %s, tax %s bp: %s', v.currency, v.fixed, v.points, v.minor, v.low, v.high, v.tax, v.expected))
  FROM (VALUES
        -- below half, half, above half
        ('cur', 'EUR', 0, 10, 0, NULL, 0, 499, 'free'), ('cur', 'EUR', 0, 10, 0, NULL, 0, 500, '-1 1'), ('cur', 'EUR', 0, 10, 0, NULL, 0, 1499, '-1 1'),
        ('cur', 'EUR', 0, 10, 0, NULL, 0, 1500, '-2 2'), ('cur', 'EUR', 0, 10, 0, NULL, 0, 1501, '-2 2'),
        -- tax of its own, half up, none on nothing
        ('cur', 'EUR', 1, 0, 0, NULL, 4999, 1, '-1 1'), ('cur', 'EUR', 1, 0, 0, NULL, 5000, 1, '-2 1 1'), ('cur', 'EUR', 0, 0, 0, NULL, 10000, 1, 'free'),
        ('cur', 'EUR', 0, 10, 0, NULL, 10000, 499, 'free'),
        -- minimum and maximum, at their edges
        ('cur', 'EUR', 0, 100, 50, NULL, 0, 4949, '-50 50'), ('cur', 'EUR', 0, 100, 50, NULL, 0, 5050, '-51 51'), ('cur', 'EUR', 0, 0, 50, NULL, 0, 1, '-50 50'),
        ('cur', 'EUR', 0, 100, 0, 500, 0, 49949, '-499 499'), ('cur', 'EUR', 0, 100, 0, 500, 0, 50049, '-500 500'), ('cur', 'EUR', 0, 100, 0, 500, 0, 9999999, '-500 500'),
        ('cur', 'EUR', 700, 100, 0, 500, 2000, 1, '-600 500 100'), ('cur', 'EUR', 700, 100, 500, 500, 0, 1, '-500 500'), ('cur', 'EUR', 700, 0, 0, 0, 2000, 1, 'free'),
        -- no decimals
        ('jpc', 'JPY', 100, 0, 0, NULL, 1000, 1, '-110 100 10'), ('jpc', 'JPY', 0, 1, 0, NULL, 1000, 4999, 'free'), ('jpc', 'JPY', 0, 1, 0, NULL, 1000, 5000, '-1 1'),
        ('jpc', 'JPY', 3, 0, 0, NULL, 1000, 5000, '-3 3'), ('jpc', 'JPY', 5, 0, 0, NULL, 1000, 5000, '-6 5 1'),
        -- three and four
        ('kwd', 'KWD', 250, 5, 0, NULL, 500, 12999, '-269 256 13'), ('kwd', 'KWD', 0, 5, 0, NULL, 500, 999, 'free'), ('kwd', 'KWD', 0, 5, 0, NULL, 500, 1000, '-1 1'),
        ('clf', 'CLF', 1, 1, 0, NULL, 1900, 5000, '-2 2'), ('clf', 'CLF', 1, 1, 0, NULL, 1900, 25000, '-5 4 1'), ('clf', 'CLF', 0, 1, 0, NULL, 0, 4999, 'free'),
        -- as large as it goes
        ('cur', 'EUR', 1000000000000, 10000, 0, NULL, 10000, 1000000000000000, '-2002000000000000 1001000000000000 1001000000000000'))
       AS v(account, currency, fixed, points, low, high, tax, minor, expected);

-- Which row: product, band, day.
SELECT pg_temp.void() \g /dev/null
SELECT pg_temp.row('EUR', NULL, 0, NULL, 1, 0, 0, NULL, 0), pg_temp.row('EUR', NULL, 1000, 2000, 2, 0, 0, NULL, 0), pg_temp.row('EUR', NULL, 1500, NULL, 3, 0, 0, NULL, 0),
       pg_temp.row('EUR', 'current', 5000, NULL, 4, 0, 0, NULL, 0), pg_temp.row('EUR', 'savings', 0, NULL, 0, 0, 0, NULL, 0),
       pg_temp.row('EUR', 'current', 9000, NULL, 5, 0, 0, NULL, 0, '2000-01-01', pg_temp.today() - 1), pg_temp.row('EUR', 'current', 9000, NULL, 6, 0, 0, NULL, 0, pg_temp.today() + 1),
       pg_temp.row('EUR', 'current', 9500, NULL, 7, 0, 0, NULL, 0, '2000-01-01', pg_temp.today()), pg_temp.row('EUR', 'current', 9700, NULL, 8, 0, 0, NULL, 0, pg_temp.today()) \g /dev/null
SELECT is(pg_temp.legs(v.account, v.minor), v.expected, format('%s %s: %s', v.account, v.minor, v.expected))
  FROM (VALUES ('bas', 999, '-1 1'), ('bas', 1000, '-2 2'), ('bas', 1499, '-2 2'), ('bas', 1500, '-3 3'), ('bas', 1999, '-3 3'), ('bas', 2000, '-3 3'), ('bas', 99999, '-3 3'),
               ('cur', 999, '-1 1'), ('cur', 4999, '-3 3'), ('cur', 5000, '-4 4'), ('cur', 9499, '-4 4'), ('cur', 9500, '-7 7'), ('cur', 9700, '-8 8'),
               ('sav', 1000, 'free'), ('usd', 1000, 'free'), ('drawer', 1000, 'free')) AS v(account, minor, expected);
SELECT is((pd.fee_find(1::smallint, 'cash.deposit', 'current', 978::smallint, 5)).id, NULL, 'another operation has no row');
SELECT is(pg_temp.ask('tl_tina', format('SELECT concat_ws('' '', fee_minor, tax_minor, total_minor, currency, rule) FROM api.fee_quote(''payment.transfer'', %L, ''50'')', pg_temp.acc('cur'))),
          '4 0 4 EUR 0.04 EUR', 'quoted as charged');

-- fee.set
SELECT pg_temp.void() \g /dev/null
CREATE FUNCTION pg_temp.set_fee(p_name text, p_arguments text, p_request uuid DEFAULT gen_random_uuid()) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_name, format('SELECT api.fee_set(%L, %s)', p_request, p_arguments))
$$;
SELECT is(pg_temp.set_fee('tl_vera', $$'payment.transfer', 'EUR', 'current', NULL, NULL, '1.00', 25, '1.50', '9.99', 1900$$), 'done', 'a supervisor sets a fee');
SELECT is(pg_temp.legs('cur', 1000), '-179 150 29', 'in force at once');
SELECT is(pg_temp.ask('tl_tina', format('SELECT rule FROM api.fee_quote(''payment.transfer'', %L, ''50'')', pg_temp.acc('cur'))),
          '1.00 EUR + 0.25 %, at least 1.50 EUR, at most 9.99 EUR; tax 19.00 %', 'in words');
SELECT is(pg_temp.set_fee('tl_adam', format($$'payment.transfer', 'EUR', 'current', p_fixed => '2.00', p_valid_from => %L$$, pg_temp.today() + 10)), 'done', 'an administrator plans one');
SELECT is((SELECT string_agg(concat_ws(' ', f.fixed_minor, f.valid_to - pg_temp.today()), ', ' ORDER BY f.id) FROM pd.fee f WHERE f.product = 'current' AND f.currency = 978 AND f.set_by IS NOT NULL),
          '100 9, 200', 'the one before ends the day before');
SELECT is(pg_temp.legs('cur', 1000), '-179 150 29', 'it is not in force yet');
SELECT is(pg_temp.set_fee('tl_vera', $$'payment.transfer', 'EUR', 'current', p_fixed => '3.00'$$), 'PD027 valid_from', 'nor one that the planned one would end');
SELECT is(pg_temp.set_fee('tl_vera', format($$'payment.transfer', 'EUR', 'current', p_fixed => '4.00', p_valid_from => %L$$, pg_temp.today() + 10)), 'done', 'the planned one set anew');
SELECT is((SELECT string_agg(concat_ws(' ', f.fixed_minor, f.valid_to - f.valid_from), ', ' ORDER BY f.id) FROM pd.fee f WHERE f.product = 'current' AND f.set_by IS NOT NULL),
          '100 9, 200 -1, 400', 'is withdrawn');
SELECT is(pg_temp.set_fee('tl_vera', $$'payment.transfer', 'EUR', NULL, '100.00', '200.00', '7.00'$$), 'done', 'another band beside it');
SELECT is(pg_temp.legs('bas', 10000) || ', ' || pg_temp.legs('bas', 20000), '-700 700, free', 'from inclusive, below exclusive');
UPDATE pd.ledger SET business_date = business_date + 10 WHERE id = 1;
SELECT is(pg_temp.legs('cur', 1000), '-400 400', 'the planned one when its day comes');
UPDATE pd.ledger SET business_date = business_date - 10 WHERE id = 1;
SELECT is(pg_temp.set_fee(v.who, v.arguments), v.expected, v.arguments || ': ' || v.expected)
  FROM (VALUES ('tl_tina', $$'payment.transfer', 'EUR'$$, 'PD004'), ('tl_audrey', $$'payment.transfer', 'EUR'$$, 'PD004'),
               ('tl_vera', $$'payment.reverse', 'EUR'$$, 'PD001 operation'), ('tl_vera', $$NULL, 'EUR'$$, 'PD001 operation'), ('tl_vera', $$'cash.deposit', 'XXX'$$, 'PD001 currency'),
               ('tl_vera', $$'cash.deposit', 'EUR', 'gold'$$, 'PD001 product'), ('tl_vera', $$'cash.deposit', 'EUR', NULL, '5', '5'$$, 'PD001 to'),
               ('tl_vera', $$'cash.deposit', 'EUR', NULL, '5 USD'$$, 'PD015 from'), ('tl_vera', $$'cash.deposit', 'EUR', NULL, NULL, '0.001'$$, 'PD001 to'),
               ('tl_vera', $$'cash.deposit', 'EUR', p_fixed => '10000000000.01'$$, 'PD001 fixed'), ('tl_vera', $$'cash.deposit', 'EUR', p_basis_points => 10001$$, 'PD001 basis_points'),
               ('tl_vera', $$'cash.deposit', 'EUR', p_basis_points => -1$$, 'PD001 basis_points'), ('tl_vera', $$'cash.deposit', 'EUR', p_tax_basis_points => 10001$$, 'PD001 tax_basis_points'),
               ('tl_vera', $$'cash.deposit', 'EUR', p_minimum => '2', p_maximum => '1.99'$$, 'PD001 maximum'), ('tl_vera', $$'cash.deposit', 'EUR', p_valid_from => '2000-01-01'$$, 'PD001 valid_from'),
               ('tl_vera', $$'cash.deposit', 'EUR', p_valid_from => 'infinity'$$, 'PD001 valid_from'), ('tl_vera', $$'cash.deposit', 'EUR', p_minimum => '1', p_maximum => '1'$$, 'done')) AS v(who, arguments, expected);
SELECT gen_random_uuid() AS req1 \gset
SELECT is(pg_temp.set_fee('tl_vera', $$'cash.withdraw', 'USD', p_fixed => '1'$$, :'req1'), 'done', 'once');
SELECT is(pg_temp.ask('tl_vera', format($$SELECT api.fee_set(%L, 'cash.withdraw', 'USD', p_fixed => '1') ->> 'replayed'$$, :'req1')), 'true', 'asked again');
SELECT is(pg_temp.set_fee('tl_vera', $$'cash.withdraw', 'USD', p_fixed => '2'$$, :'req1'), 'PD002 request', 'with another body');
SELECT is((SELECT count(*) FROM pd.fee WHERE operation = 'cash.withdraw' AND currency = 840), 1::bigint, 'one row');

-- fee.list, a page at a time.
SELECT is(pg_temp.ask('tl_tina', 'SELECT string_agg(fee::text, '' '') FROM api.fee_list(p_history => true, p_limit => 200)'),
          concat_ws(' ', pg_temp.ask('tl_tina', 'SELECT string_agg(fee::text, '' '') FROM api.fee_list(p_history => true, p_limit => 5)'),
                    pg_temp.ask('tl_tina', 'SELECT string_agg(f.fee::text, '' '') FROM (SELECT max(p.fee) FILTER (WHERE p.n = 5) AS last FROM (SELECT l.fee, row_number() OVER () AS n FROM api.fee_list(p_history => true, p_limit => 5) l) p) k, api.fee_list(NULL, true, k.last, 200) f')),
          'two pages are the whole');
SELECT is(pg_temp.ask('tl_adam', 'SELECT string_agg(concat_ws('' '', operation, product, rule), ''; '') FROM api.fee_list()'),
          'cash.deposit any 0.00 EUR, at least 1.00 EUR, at most 1.00 EUR; cash.withdraw any 1.00 USD; '
          'payment.transfer current 1.00 EUR + 0.25 %, at least 1.50 EUR, at most 9.99 EUR; tax 19.00 %; payment.transfer current 4.00 EUR; payment.transfer any 7.00 EUR', 'in force and planned');
SELECT is(pg_temp.told('tl_tina', 'SELECT count(*) FROM api.fee_list(p_after => 999999)'), 'PD001 after', 'after none');

-- 1,000 random tariffs and amounts against a computation of numeric numbers that knows nothing of ours; and in a posting.
CREATE FUNCTION pg_temp.half_up(p numeric) RETURNS numeric LANGUAGE sql AS $$ SELECT floor(p + 0.5) $$;
CREATE FUNCTION pg_temp.compared(p_count int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_fee pd.fee;
    v_minor bigint;
    v_expected numeric;
    v_tax numeric;
    v_legs pd.leg[];
    v_account pd.account_now := pd.account_get(1::smallint, pg_temp.acc('cur'), 'x');
    v_id int;
BEGIN
    PERFORM pg_temp.void();
    FOR i IN 1 .. p_count LOOP
        UPDATE pd.fee SET valid_to = valid_from - 1 WHERE id = v_fee.id;
        INSERT INTO pd.fee (operation, product, currency, from_minor, to_minor, fixed_minor, basis_points, minimum_minor, maximum_minor, tax_basis_points)
        SELECT 'payment.transfer', CASE WHEN random() < 0.5 THEN 'current' END, 978, 0, NULL, floor(r.size * random()), (10001 * random() * random())::int % 10001, r.low,
               CASE WHEN random() < 0.5 THEN r.low + floor(r.size * random()) END, (10001 * random() * random())::int % 10001
          FROM (SELECT power(10, 7 * random()) AS size, CASE WHEN random() < 0.5 THEN floor(1000 * random()) ELSE 0 END::bigint AS low) r
        RETURNING * INTO v_fee;
        v_minor := 1 + floor(power(10, 12 * random()))::bigint;
        v_expected := v_fee.fixed_minor + pg_temp.half_up(v_minor::numeric * v_fee.basis_points / 10000.0);
        v_expected := CASE WHEN v_expected < v_fee.minimum_minor THEN v_fee.minimum_minor ELSE v_expected END;
        v_expected := CASE WHEN v_expected > v_fee.maximum_minor THEN v_fee.maximum_minor ELSE v_expected END;
        v_tax := pg_temp.half_up(v_expected * v_fee.tax_basis_points / 10000.0);
        v_legs := pd.plan_fee('payment.transfer', v_account, v_minor, 'from');
        IF (SELECT coalesce(sum(l.amount), 0) FROM unnest(v_legs) l) <> 0
           OR pd.legs_fee(v_legs) <> (CASE WHEN v_expected = 0 THEN 0 ELSE v_expected + v_tax END)
           OR EXISTS (SELECT FROM unnest(v_legs) l WHERE l.amount = 0) THEN
            RETURN format('%s of %s: %s instead of %s + %s', v_fee, v_minor, v_legs, v_expected, v_tax);
        END IF;
    END LOOP;
    RETURN 'right';
END $$;
SELECT is(pg_temp.compared(1000), 'right', '1,000 random fees');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT * FROM finish();
ROLLBACK;
