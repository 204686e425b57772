-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(10);

-- Ten days: day d brings d hundred in and d out.
SELECT pd.post(1::smallint, 'test.post', NULL, NULL, pg_temp.today() + d, pg_temp.today() + d, NULL, ARRAY[
           pg_temp.leg('bas', -100 * d), pg_temp.leg('cur', 100 * d), pg_temp.leg('cur', -d), pg_temp.leg('bas', d)])
  FROM generate_series(1, 10) d \g /dev/null
UPDATE pd.ledger SET business_date = pg_temp.today() + 10 WHERE id = 1;

CREATE FUNCTION pg_temp.turnover(p_number text, p_from int, p_to int) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_vera', format($q$SELECT concat_ws(' ', opening_balance_minor, credits_minor, debits_minor,
        closing_balance_minor, entries, currency) FROM api.account_turnover(%L, %L, %L)$q$, p_number,
        current_date + p_from, current_date + p_to))
$$;
SELECT is(pg_temp.turnover(pg_temp.acc('cur'), 3, 4), '100297 700 7 100990 4 EUR', 'two days');
SELECT is(pg_temp.turnover(pg_temp.acc('cur'), -30, -1), '0 0 0 0 0 EUR', 'before the first entry');
SELECT is(pg_temp.turnover(pg_temp.acc('cur'), 10, 20), '104455 1000 10 105445 2 EUR', 'the last day and beyond');
SELECT is(pg_temp.told('tl_sam', format('SELECT account FROM api.account_turnover(%L, current_date + 11)', pg_temp.acc('cur'))), 'PD001 from', 'a period that has not begun');
SELECT is(pg_temp.told('tl_sam', format('SELECT account FROM api.account_turnover(%L, %L, %L)', pg_temp.acc('cur'), '4713-01-01 BC', '5874897-12-31')), 'done', 'from the beginning to the end of time');
SELECT is(pg_temp.turnover('DRAWER-tl_tina-EUR', 0, 0), '0 0 1000000 1000000 1 EUR', 'a drawer: cash is a debit');
SELECT is((SELECT count(*) FROM generate_series(-1, 9) d
            WHERE split_part(pg_temp.turnover(pg_temp.acc('cur'), d, d), ' ', 4)
               <> split_part(pg_temp.turnover(pg_temp.acc('cur'), d + 1, d + 1), ' ', 1)), 0::bigint,
          'each day opens with what the day before closed with');
SELECT is(pg_temp.turnover(pg_temp.acc('cur'), -1, 10),
          (SELECT format('0 %s %s %s %s EUR', sum(e.amount) FILTER (WHERE e.amount > 0), -sum(e.amount) FILTER (WHERE e.amount < 0),
                         sum(e.amount), count(*))
             FROM pd.entry e JOIN pd.account a ON a.id = e.account WHERE a.number = pg_temp.acc('cur')), 'all of it');
SELECT is(pg_temp.told('tl_sam', format('SELECT account FROM api.account_turnover(%L, %L, %L)', pg_temp.acc('cur'), '2026-02-01', '2026-01-01')), 'PD001 to', 'a period backwards');
SELECT is(pg_temp.told('tl_sam', $$SELECT account FROM api.account_turnover('GL-3010-EUR')$$), 'PD004 account', 'of the bank''s own');
SELECT finish();
ROLLBACK;
