-- SPDX-License-Identifier: Apache-2.0
-- The operations of interest, statement fees and past balances, as people call them.
BEGIN;
SELECT plan(73);
\ir ../ledger/bank.psql

CREATE FUNCTION pg_temp.set_day(p_days integer) RETURNS void LANGUAGE sql AS
    $$ UPDATE pd.ledger SET business_date = (SELECT min(a.opened) FROM pd.account a WHERE a.ledger = 1) + p_days WHERE id = 1 $$;
-- interest.term_set by vera: what is told, given only what differs from a good term.
CREATE FUNCTION pg_temp.set_term(p_changes jsonb DEFAULT '{}', p_who text DEFAULT 'tl_vera') RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_who, format(
        'SELECT api.interest_term_set(gen_random_uuid(), %L, %L, %L, %L, %L, %L, %L::date, %L::date, %L, %L)',
        v ->> 'product', v ->> 'currency', v ->> 'side', v ->> 'rates', v ->> 'day_count', v ->> 'frequency',
        v ->> 'valid_from', v ->> 'valid_to', v ->> 'banding', v ->> 'withholding'))
      FROM (SELECT jsonb_build_object('product', 'basic', 'currency', 'EUR', 'side', 'credit', 'rates', '3.65', 'day_count', 'act/365',
                                      'frequency', 'month', 'valid_from', pg_temp.today()) || p_changes AS v) g
$$;

-- Who may what.
SELECT is(pg_temp.set_term(p_who => 'tl_tina'), 'PD004', 'a teller sets no terms');
SELECT is(pg_temp.told('tl_tina', 'SELECT api.interest_accrue(gen_random_uuid())'), 'PD004', 'nor accrues');
SELECT is(pg_temp.told('tl_audrey', 'SELECT api.interest_post(gen_random_uuid(), ''2025-01-01'')'), 'PD004', 'an auditor does not post');
SELECT is(pg_temp.told('tl_sam', 'SELECT FROM api.interest_due(''2025-01-01'')'), 'PD004', 'support sees no totals');
SELECT is(pg_temp.told('tl_tina', 'SELECT api.fee_run(gen_random_uuid(), ''2025-01-01'')'), 'PD004', 'a teller charges no statement fees');

-- Terms.
SELECT is(pg_temp.set_term('{"product": "nothing"}'), 'PD001 product', 'no such product');
SELECT is(pg_temp.set_term('{"currency": "XQZ"}'), 'PD001 currency', 'no such currency');
SELECT is(pg_temp.set_term('{"side": "left"}'), 'PD001 side', 'no such side');
SELECT is(pg_temp.set_term('{"rates": null}'), 'PD001 rates', 'no rate');
SELECT is(pg_temp.set_term('{"rates": "abc"}'), 'PD001 rates', 'no number');
SELECT is(pg_temp.set_term('{"rates": "100.0001"}'), 'PD001 rates', 'more than all');
SELECT is(pg_temp.set_term('{"rates": "1.23456"}'), 'PD001 rates', 'finer than a millionth');
SELECT is(pg_temp.set_term('{"rates": "100: 1"}'), 'PD001 rates', 'bands begin with 0');
SELECT is(pg_temp.set_term('{"rates": "0: 1; 100: 2; 100: 3"}'), 'PD001 rates', 'bands rise');
SELECT is(pg_temp.set_term('{"rates": "0: 1; 100.001: 2"}'), 'PD001 rates', 'a band of less than a cent');
SELECT is(pg_temp.set_term('{"rates": "0: 1;"}'), 'PD001 rates', 'an empty band');
SELECT is(pg_temp.set_term(jsonb_build_object('rates', (SELECT string_agg(n * 10 || ': 1', ';' ORDER BY n) FROM generate_series(0, 20) n))),
          'PD001 rates', 'twenty-one bands');
SELECT is(pg_temp.set_term('{"day_count": "ACT/364"}'), 'PD001 day_count', 'no such day count');
SELECT is(pg_temp.set_term('{"frequency": "week"}'), 'PD001 frequency', 'no such frequency');
SELECT is(pg_temp.set_term('{"banding": "some"}'), 'PD001 banding', 'no such banding');
SELECT is(pg_temp.set_term('{"withholding": "25.125"}'), 'PD001 withholding', 'tax finer than a basis point');
SELECT is(pg_temp.set_term('{"side": "debit", "withholding": "25"}'), 'PD001 withholding', 'no tax on what a customer pays');
SELECT is(pg_temp.set_term('{"valid_from": "infinity"}'), 'PD001 valid_from', 'never');
SELECT is(pg_temp.set_term(jsonb_build_object('valid_from', pg_temp.today() - 1)), 'PD010 valid_from', 'yesterday is over');
SELECT is(pg_temp.set_term(jsonb_build_object('valid_to', pg_temp.today() - 1)), 'PD001 valid_to', 'ends before it begins');
SELECT is(pg_temp.set_term('{"rates": "0: 3.65; 1000: 7.3 %", "withholding": "25", "banding": "whole"}'), 'done', 'a term');
SELECT is((SELECT format('%s %s %s %s %s %s', t.band_from, t.rate, t.banding, t.day_count, t.withholding, t.staff IS NOT NULL)
             FROM pd.interest_term t WHERE t.product = 'basic'), '{0,100000} {36500,73000} whole ACT/365 2500 t', 'as it was given');
SELECT is((SELECT pg_temp.ask('tl_tina', 'SELECT rates || '', '' || withholding || '', '' || in_force FROM api.interest_terms(''basic'')')),
          '0: 3.65 %; 1000.00: 7.3 %, 25 %, true', 'as it is shown');
SELECT is(pg_temp.set_term('{"rates": "100", "valid_from": "2999-01-01"}'), 'done', 'another one, far away');
SELECT is((SELECT pg_temp.ask('tl_sam', 'SELECT string_agg(rates || '' '' || in_force, '', '') FROM api.interest_terms(''basic'')')),
          '100 % false, 0: 3.65 %; 1000.00: 7.3 % true', 'newest first');
SELECT is(pg_temp.told('tl_sam', 'SELECT FROM api.interest_terms(''nothing'')'), 'PD001 product', 'a list of no product');
SELECT is(pg_temp.told('tl_sam', 'SELECT FROM api.interest_terms(p_before => 0)'), 'PD001 before', 'a page before nothing');

-- Accruing.
SELECT is(pg_temp.told('tl_vera', format('SELECT api.interest_accrue(gen_random_uuid(), %L)', pg_temp.today())), 'PD029 day', 'today is not over');
SELECT is(pg_temp.told('tl_vera', 'SELECT api.interest_accrue(gen_random_uuid(), ''infinity'')'), 'PD001 day', 'never');
SELECT is(pg_temp.told('tl_vera', 'SELECT api.interest_accrue(gen_random_uuid(), NULL, 0)'), 'PD001 limit', 'no account');
SELECT pg_temp.set_day(10) \g /dev/null
SELECT is((SELECT r ->> 'done' || ' ' || (r ->> 'total') || ' ' || (r ->> 'finished') || ' ' || (r ->> 'day')
             FROM (SELECT pg_temp.ask('tl_vera', 'SELECT api.interest_accrue(gen_random_uuid(), NULL, 2)')::jsonb AS r) r),
          '2 6 false ' || pg_temp.today() - 1, 'two of six accounts, up to yesterday');
SELECT is((SELECT r ->> 'done' || ' ' || (r ->> 'finished')
             FROM (SELECT pg_temp.ask('tl_vera', 'SELECT api.interest_accrue(gen_random_uuid())')::jsonb AS r) r), '6 true', 'the rest');

-- An account's view: 500.00 at 3.65 % for ten days.
SELECT is(pg_temp.ask('tl_tina', format('SELECT concat_ws('' '', credit_rate, credit_minor, tax_minor, debit_minor, owed_minor) FROM api.interest_view(%L)',
          pg_temp.acc('bas'))), '0: 3.65 %; 1000.00: 7.3 % 50 13 0 0', 'earned, with the tax on it');
SELECT is(pg_temp.ask('tl_tina', format('SELECT next_credit FROM api.interest_view(%L)', pg_temp.acc('bas')))::date,
          (date_trunc('month', pg_temp.today()) + interval '1 month')::date, 'paid when the month is over');
SELECT is(pg_temp.ask('tl_tina', format('SELECT concat(credit_rate, debit_rate, credit_minor) FROM api.interest_view(%L)', pg_temp.acc('jpy'))),
          '0', 'an account without terms');
SELECT is(pg_temp.told('tl_tina', 'SELECT FROM api.interest_view(''GL-4010-EUR'')'), 'PD012 account', 'not the bank''s own');

-- Settling and closing.
SELECT is(pg_temp.told('tl_vera', format('SELECT api.interest_settle_preview(%L)', pg_temp.acc('nil'))), 'PD029 account', 'nothing to settle: preview');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.interest_settle(gen_random_uuid(), %L)', pg_temp.acc('nil'))), 'PD029 account', 'and posting');
SELECT is((SELECT string_agg(concat_ws(' ', e ->> 'what', e ->> 'debit_minor', e ->> 'credit_minor', e ->> 'balance_after_minor'), ', ')
             FROM jsonb_array_elements(pg_temp.ask('tl_vera', format('SELECT api.interest_settle_preview(%L)', pg_temp.acc('bas')))::jsonb -> 'entries') e),
          'interest 50 50050, interest 50 50, tax 13 50037, tax 13 13', 'the preview of settling');
SELECT pg_temp.ask('tl_tina', format('SELECT api.cash_withdraw(gen_random_uuid(), %L, ''500.00'')', pg_temp.acc('bas'))) \g /dev/null
SELECT pg_temp.ask('tl_vera', format('SELECT api.account_close(gen_random_uuid(), %L, ''moves away'')', pg_temp.acc('bas'))) AS answer \gset
SELECT is(:'answer'::jsonb #>> '{refused,code}', 'PD026', 'closing: there is interest');
SELECT matches(:'answer'::jsonb #>> '{refused,sentence}', 'interest of 0.37 EUR', 'which is named');
SELECT is(pg_temp.bal('bas'), 0::bigint, 'and not posted by the refusal');
SELECT pg_temp.req() AS request \gset
SELECT is((SELECT concat_ws(' ', r ->> 'credit_minor', r ->> 'tax_minor', r ->> 'balance_minor', r ->> 'replayed')
             FROM (SELECT pg_temp.ask('tl_vera', format('SELECT api.interest_settle(%L, %L)', :'request', pg_temp.acc('bas')))::jsonb AS r) r),
          '50 13 37 false', 'settled');
SELECT is((SELECT concat_ws(' ', r ->> 'credit_minor', r ->> 'replayed')
             FROM (SELECT pg_temp.ask('tl_vera', format('SELECT api.interest_settle(%L, %L)', :'request', pg_temp.acc('bas')))::jsonb AS r) r),
          '50 true', 'once');
SELECT pg_temp.ask('tl_tina', format('SELECT api.cash_withdraw(gen_random_uuid(), %L, ''0.37'')', pg_temp.acc('bas'))) \g /dev/null
SELECT is(pg_temp.told('tl_vera', format('SELECT api.account_close(gen_random_uuid(), %L, ''moves away'')', pg_temp.acc('bas'))), 'done', 'closed');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.interest_settle(gen_random_uuid(), %L)', pg_temp.acc('bas'))), 'PD013 account', 'a closed account');
SELECT is(pg_temp.bad(), '', 'the books are right');

-- Months.
SELECT is(pg_temp.told('tl_vera', format('SELECT api.interest_post(gen_random_uuid(), %L)', pg_temp.today())), 'PD029 month', 'this month is not over');
SELECT is(pg_temp.told('tl_vera', 'SELECT api.interest_post(gen_random_uuid(), NULL)'), 'PD001 month', 'no month');
SELECT is(pg_temp.told('tl_vera', 'SELECT api.interest_post_preview(''infinity'')'), 'PD001 month', 'never');
SELECT pg_temp.today() AS month \gset
SELECT is(pg_temp.told('tl_vera', format('SELECT api.cash_deposit(gen_random_uuid(), %L, ''1.00'')', pg_temp.acc('nil'))), 'PD004', 'supervisors touch no cash');
SELECT pg_temp.ask('tl_tina', format('SELECT api.cash_deposit(gen_random_uuid(), %L, ''1000.00'')', pg_temp.acc('nil'))) \g /dev/null
SELECT pg_temp.set_day(75) \g /dev/null
SELECT pg_temp.ask('tl_vera', 'SELECT api.interest_accrue(gen_random_uuid())') \g /dev/null
SELECT (date_trunc('month', :'month'::date) + interval '1 month')::date - 1 AS month_end \gset
SELECT (:'month_end'::date - :'month'::date + 1) * 20 AS credit \gset
SELECT is(pg_temp.ask('tl_audrey', format('SELECT concat_ws('' '', product, currency, accounts, credit_minor, behind) FROM api.interest_due(%L) WHERE product = ''basic''',
          :'month')), format('basic EUR 1 %s 0', :'credit'), 'the totals: 1,000.00 at 7.3 %');
SELECT is((SELECT string_agg(concat_ws(' ', e ->> 'account', e ->> 'what', e ->> 'debit_minor', e ->> 'credit_minor'), ', ')
             FROM jsonb_array_elements(pg_temp.ask('tl_vera', format('SELECT api.interest_post_preview(%L)', :'month'))::jsonb -> 'entries') e
            WHERE e ->> 'account' = 'GL-5070-EUR'), format('GL-5070-EUR interest %s', :'credit'), 'the preview tells the same');
SELECT is((SELECT concat_ws(' ', r ->> 'day', r ->> 'posted', r ->> 'finished')
             FROM (SELECT pg_temp.ask('tl_vera', format('SELECT api.interest_post(gen_random_uuid(), %L)', :'month'))::jsonb AS r) r),
          format('%s 1 true', :'month_end'), 'posted');
SELECT is(pg_temp.bal('nil'), 100000 + :credit - pd.interest_tax(:credit, 2500), 'on the account');
SELECT is(pg_temp.ask('tl_audrey', format('SELECT sum(credit_minor) FROM api.interest_due(%L)', :'month')), '0', 'nothing is left of that month');
SELECT is(pg_temp.ask('tl_vera', format('SELECT last_posted FROM api.interest_view(%L)', pg_temp.acc('nil'))), :'month_end', 'and told');

-- Statement fees: the current account pays 2.00 and 0.40, the business account 5.00 and 1.00.
INSERT INTO pd.statement_fee (product, currency, valid_from, frequency, fee_minor, tax_basis_points)
VALUES ('current', 978, '2000-01-01', 'month', 200, 2000), ('business', 978, '2000-01-01', 'month', 500, 2000) ON CONFLICT DO NOTHING;
SELECT (:'month_end'::date + 1) AS full_month \gset
SELECT is(pg_temp.ask('tl_audrey', format('SELECT string_agg(concat_ws('' '', product, accounts, fee_minor, tax_minor, owing), '', '') FROM api.fee_due(%L)',
          :'full_month')), 'business 1 500 100 0, current 1 200 40 0', 'fees to charge');
SELECT is((SELECT string_agg(concat_ws(' ', e ->> 'account', e ->> 'debit_minor', e ->> 'credit_minor'), ', ')
             FROM jsonb_array_elements(pg_temp.ask('tl_vera', format('SELECT api.fee_run_preview(%L)', :'full_month'))::jsonb -> 'entries') e),
          '2010 840, GL-2150-EUR 140, GL-4010-EUR 700', 'their preview');
SELECT is((SELECT concat_ws(' ', r ->> 'posted', r ->> 'doubtful', r ->> 'finished')
             FROM (SELECT pg_temp.ask('tl_vera', format('SELECT api.fee_run(gen_random_uuid(), %L)', :'full_month'))::jsonb AS r) r), '2 0 true', 'charged');
SELECT is(ARRAY[pg_temp.bal('cur'), pg_temp.bal('biz')], '{99760,4400}'::bigint[], 'on the accounts');

-- Balances of the past.
SELECT is(pg_temp.ask('tl_tina', format('SELECT opening_minor || '' '' || balance_minor FROM api.account_balance_at(%L, %L)',
          pg_temp.acc('cur'), :'month'::date - 11)), '0 0', 'before the first entry');
SELECT is(pg_temp.ask('tl_tina', format('SELECT opening_minor || '' '' || balance_minor FROM api.account_balance_at(%L, %L)',
          pg_temp.acc('cur'), :'month'::date - 10)), '0 100000', 'the first day');
SELECT is(pg_temp.ask('tl_sam', format('SELECT opening_minor || '' '' || balance_minor FROM api.account_balance_at(%L, %L, NULL, ''value'')',
          pg_temp.acc('nil'), :'month_end'::date + 1)), format('100000 %s', pg_temp.bal('nil')), 'by value date the interest counts at once');
SELECT is(pg_temp.ask('tl_sam', format('SELECT opening_minor || '' '' || balance_minor FROM api.account_balance_at(%L, %L)',
          pg_temp.acc('nil'), :'month_end'::date + 1)), '100000 100000', 'by booking it came later');
SELECT is(pg_temp.ask('tl_sam', format('SELECT opening_minor || '' '' || balance_minor FROM api.account_balance_at(%L, %L, ''00:00'')',
          pg_temp.acc('cur'), current_date + 1)), '99760 99760', 'at a moment of the clock');
SELECT is((SELECT array_agg(pg_temp.told('tl_tina', format('SELECT FROM api.account_balance_at(%s)', args)) ORDER BY n)
             FROM unnest(ARRAY[format('%L, NULL', pg_temp.acc('cur')), format('%L, %L', pg_temp.acc('cur'), 'infinity'),
                               format('%L, current_date, ''25:00''', pg_temp.acc('cur')), format('%L, current_date, NULL, ''x''', pg_temp.acc('cur')),
                               format('%L, current_date, ''12:00'', ''value''', pg_temp.acc('cur')), '''GL-1010-EUR'', current_date'])
                  WITH ORDINALITY u(args, n)), '{"PD001 day","PD001 day","PD001 time","PD001 basis","PD001 time","PD004 account"}'::text[], 'what is refused');
SELECT is(pg_temp.bad(), '', 'the books are right');

SELECT * FROM finish();
ROLLBACK;
