-- SPDX-License-Identifier: Apache-2.0
BEGIN;
SELECT plan(58);

CREATE FUNCTION pg_temp.money(p_text text, p_currency text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_field text;
BEGIN
    RETURN pd.money_minor(p_text, (SELECT number FROM pd.currency WHERE code = p_currency), 'amount');
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME;
    RETURN SQLSTATE || ' ' || v_field;
END $$;

SELECT is(pg_temp.money(v.text, v.currency), v.expected, format('%s in %s', coalesce(left(v.text, 30), 'NULL'), v.currency))
  FROM (VALUES
    ('25', 'EUR', '2500'), ('25.00', 'EUR', '2500'), ('25.5', 'EUR', '2550'), ('0.01', 'EUR', '1'),
    ('25.00 EUR', 'EUR', '2500'), ('25 eur', 'EUR', '2500'), ('007', 'EUR', '700'),
    ('10000000000000.00', 'EUR', '1000000000000000'), ('10000000000000.01', 'EUR', 'PD001 amount'),
    ('9999999999999999', 'EUR', 'PD001 amount'), ('99999999999999999', 'EUR', 'PD001 amount'),
    ('9223372036854775807', 'EUR', 'PD001 amount'), ('92233720368547758.08', 'EUR', 'PD001 amount'),
    ('25.001', 'EUR', 'PD001 amount'), ('25.000', 'EUR', 'PD001 amount'), ('0', 'EUR', 'PD001 amount'),
    ('0.00', 'EUR', 'PD001 amount'), ('', 'EUR', 'PD001 amount'), (NULL, 'EUR', 'PD001 amount'), (' ', 'EUR', 'PD001 amount'),
    ('-25', 'EUR', 'PD001 amount'), ('+25', 'EUR', 'PD001 amount'), ('25,00', 'EUR', 'PD001 amount'),
    ('1,000.00', 'EUR', 'PD001 amount'), ('1 000', 'EUR', 'PD001 amount'), ('.5', 'EUR', 'PD001 amount'),
    ('5.', 'EUR', 'PD001 amount'), ('1e3', 'EUR', 'PD001 amount'), ('0x10', 'EUR', 'PD001 amount'),
    ('NaN', 'EUR', 'PD001 amount'), ('Infinity', 'EUR', 'PD001 amount'), ('٢٥', 'EUR', 'PD001 amount'),
    (E'25\n', 'EUR', 'PD001 amount'), ('25''; DROP', 'EUR', 'PD001 amount'), ('25 EURO', 'EUR', 'PD001 amount'),
    ('25EUR', 'EUR', 'PD001 amount'), ('EUR 25', 'EUR', 'PD001 amount'), (repeat('9', 1000000), 'EUR', 'PD001 amount'),
    ('25.00 USD', 'EUR', 'PD015 amount'), ('25 XXQ', 'EUR', 'PD015 amount'),
    ('100', 'JPY', '100'), ('100.0', 'JPY', 'PD001 amount'), ('100 JPY', 'JPY', '100'),
    ('1.234', 'KWD', '1234'), ('1.2345', 'KWD', 'PD001 amount'), ('1', 'KWD', '1000'),
    ('1.2345', 'CLF', '12345'), ('1.23456', 'CLF', 'PD001 amount'), ('0.0001', 'CLF', '1')
  ) AS v(text, currency, expected);

SELECT is(pd.money_text(1234, 978::smallint), '12.34 EUR', 'text of cents');
SELECT is(pd.money_text(-5, 978::smallint), '-0.05 EUR', 'text of less than a unit, negative');
SELECT is(pd.money_text(1234, 392::smallint), '1234 JPY', 'text of yen');
SELECT is(pd.money_text(0, 414::smallint), '0.000 KWD', 'text of no fils');
SELECT is(pd.money_text((-9223372036854775808), 990::smallint), '-922337203685477.5808 CLF', 'text of the smallest bigint');
SELECT is(pd.money_minor('25.00', NULL, 'amount'), NULL, 'shape only: good');
SELECT throws_ok($$SELECT pd.money_minor('x', NULL, 'amount')$$, 'PD001', NULL, 'shape only: bad');
SELECT is((SELECT string_agg(code, ' ' ORDER BY code) FROM pd.currency WHERE exponent NOT IN (0, 2)),
          'BHD CLF IQD JOD KWD LYD OMR TND UYW', 'currencies of three and four decimals');
SELECT is((SELECT string_agg(code, ' ' ORDER BY code) FROM pd.currency WHERE exponent = 0),
          'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 'currencies without decimals');
SELECT finish();
ROLLBACK;
