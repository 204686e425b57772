-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(6);

CREATE FUNCTION pg_temp.trial() RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_audrey', 'SELECT string_agg(concat_ws('' '', gl, currency, debit_minor, credit_minor), '', '' ORDER BY currency, gl) FROM api.report_trial_balance()')
$$;
SELECT is(pg_temp.trial(), '1020 EUR 1000000 0, 1100 EUR 155000 0, 2010 EUR 0 155000, 3010 EUR 0 1000000, 1100 JPY 100000 0, 2010 JPY 0 100000, 1100 USD 10000 0, 2010 USD 0 10000',
          'as it was opened; what is at zero is not listed');
SELECT pg_temp.ask('tl_vera', format('SELECT api.account_change(%L, %L, NULL, ''100'')', gen_random_uuid(), pg_temp.acc('cur'))) \g /dev/null
SELECT pg_temp.ask('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, ''1010'')', gen_random_uuid(), pg_temp.acc('cur'), pg_temp.acc('bas'))) \g /dev/null
SELECT ok(pg_temp.trial() LIKE '1020 EUR 1000000 0, 1100 EUR 155000 0, 2010 EUR 1060 156000, 2150 EUR 0 10, 3010 EUR 0 1000000, 4010 EUR 0 50, %', 'the overdrawn stand on the debit side');
SELECT is(pg_temp.ask('tl_vera', 'SELECT string_agg(d::text, '' '') FROM (SELECT sum(debit_minor) - sum(credit_minor) AS d FROM api.report_trial_balance() GROUP BY currency) s'), '0 0 0', 'debits equal credits per currency');
SELECT is(pg_temp.ask('tl_vera', 'SELECT name FROM api.report_trial_balance() WHERE gl = ''4010'''), 'Fee income', 'with names');
SELECT is(pg_temp.told('tl_tina', 'SELECT gl FROM api.report_trial_balance()'), 'PD004', 'not for tellers');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT finish();
ROLLBACK;
