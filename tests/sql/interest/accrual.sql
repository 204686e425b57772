-- SPDX-License-Identifier: Apache-2.0
-- Accruals: worked examples under every day count and in currencies of 0 to 4 decimals, rate changes, offers, what is valued
-- back and ahead, overdrafts; each account and day once.
BEGIN;
SELECT plan(40);
\ir terms.psql

-- One minor unit x 100 a day, by construction.
SELECT pg_temp.term('t_365', 'EUR', 'credit', '2023-01-01', '{0}', '{36500}'),
       pg_temp.term('t_360', 'EUR', 'credit', '2023-01-01', '{0}', '{36000}', 'whole', 'ACT/360'),
       pg_temp.term('t_act', 'EUR', 'credit', '2023-01-01', '{0}', '{10000}', 'whole', 'ACT/ACT'),
       pg_temp.term('t_30e', 'EUR', 'credit', '2023-01-01', '{0}', '{10000}', 'whole', '30E/360'),
       pg_temp.term('t_band', 'EUR', 'credit', '2023-01-01', '{0,1000000}', '{36500,73000}'),
       pg_temp.term('t_365', 'JPY', 'credit', '2023-01-01', '{0}', '{36500}'),
       pg_temp.term('t_365', 'KWD', 'credit', '2023-01-01', '{0}', '{36500}'),
       pg_temp.term('t_365', 'CLF', 'credit', '2023-01-01', '{0}', '{36500}'),
       pg_temp.term('t_od', 'EUR', 'credit', '2023-01-01', '{0}', '{3650}'),
       pg_temp.term('t_od', 'EUR', 'debit', '2023-01-01', '{0,50000}', '{73000,146000}') \g /dev/null
SELECT pg_temp.make('a365', 't_365', 'EUR'), pg_temp.make('a360', 't_360', 'EUR'), pg_temp.make('aact', 't_act', 'EUR'),
       pg_temp.make('a30e', 't_30e', 'EUR'), pg_temp.make('band', 't_band', 'EUR'), pg_temp.make('jpy', 't_365', 'JPY'),
       pg_temp.make('kwd', 't_365', 'KWD'), pg_temp.make('clf', 't_365', 'CLF'), pg_temp.make('od', 't_od', 'EUR', p_overdraft => 100000),
       pg_temp.make('none', 't_none', 'EUR'), pg_temp.make('zero', 't_365', 'EUR'),
       pg_temp.make('late', 't_365', 'EUR', '2023-02-10') \g /dev/null
SELECT pg_temp.move('a365', 1000000, '2023-01-01'), pg_temp.move('a360', 1000000, '2023-01-01'),
       pg_temp.move('aact', 3650000, '2023-01-01'), pg_temp.move('a30e', 1200000, '2023-01-01'),
       pg_temp.move('band', 1500000, '2023-01-01'), pg_temp.move('jpy', 10000, '2023-01-01'), pg_temp.move('kwd', 1000, '2023-01-01'),
       pg_temp.move('clf', 5, '2023-01-01'), pg_temp.move('od', -90000, '2023-01-01'), pg_temp.move('none', 100, '2023-01-01') \g /dev/null

SELECT pg_temp.accrue('2023-01-31') \g /dev/null
SELECT is(pg_temp.earned('a365'), 3100::numeric, 'ACT/365: January');
SELECT is(pg_temp.earned('a360'), 3100::numeric, 'ACT/360: January');
SELECT is(pg_temp.earned('aact'), 3100::numeric, 'ACT/ACT: January');
SELECT is(pg_temp.earned('a30e'), 1000::numeric, '30E/360: January is a twelfth');
SELECT is(pg_temp.earned('band'), 31 * 200::numeric, 'bands: 10,000 at 3.65 % and 5,000 at 7.3 %');
SELECT is(pg_temp.earned('jpy'), 31::numeric, 'JPY: one yen a day');
SELECT is(pg_temp.earned('kwd'), 3.1::numeric, 'KWD: a tenth of a fils a day is kept exactly');
SELECT is(pg_temp.earned('clf'), 0.0155::numeric, 'CLF: and so is 0.0005 of the smallest unit');
SELECT is(pg_temp.asked('od'), 31 * (10 + 16)::numeric, 'an overdraft of 900.00: 500.00 at 7.3 %, the rest at 14.6 %');
SELECT is(pg_temp.earned('od'), 0::numeric, 'and earns nothing');
SELECT is(pg_temp.earned('none'), NULL, 'a product without terms has no accruals');
SELECT is((SELECT count(*) FROM pd.accrual WHERE ledger = 9 AND account = pg_temp.acc('zero')), 31::bigint, 'an empty account has its row a day');
SELECT is((SELECT count(*) FROM pd.accrual WHERE ledger = 9), 310::bigint, 'ten accounts, 31 days, once each');
SELECT is((SELECT array_agg(DISTINCT state || ' ' || done || ' ' || total) FROM pd.run WHERE ledger = 9), '{done 12 12}'::text[], 'the run is done');

SELECT pg_temp.accrue('2023-01-31'), pg_temp.accrue('2023-01-15') \g /dev/null
SELECT is((SELECT count(*) FROM pd.accrual WHERE ledger = 9), 310::bigint, 'again, and an earlier day: nothing more');

SELECT pg_temp.move('aact', 10000, '2023-12-31') \g /dev/null
SELECT pg_temp.accrue('2023-02-28') \g /dev/null
SELECT is(pg_temp.earned('a30e'), 2000::numeric, '30E/360: February is a twelfth too');
SELECT is(pg_temp.earned('late'), 0::numeric, 'an account opened later');
SELECT is((SELECT count(*) FROM pd.accrual WHERE ledger = 9 AND account = pg_temp.acc('late')), 19::bigint, 'begins on the day it was opened');
SELECT is(pg_temp.earned('aact'), 5900::numeric, 'what is valued on a later day does not count yet');
SELECT pg_temp.accrue('2023-12-31') \g /dev/null
SELECT is(pg_temp.earned('a30e'), 12000::numeric, '30E/360: a year is its rate');
SELECT is(round(pg_temp.earned('aact'), 10), round(36500 + 100 / 365.0, 10), 'it counts when its day has come, seen long before');
SELECT pg_temp.accrue('2024-12-31') \g /dev/null
SELECT is((SELECT sum(credit) FROM pd.accrual WHERE ledger = 9 AND account = pg_temp.acc('aact') AND day >= '2024-01-01'),
          36600 * pd.interest_unit(), 'ACT/ACT: 1 % of 36,600.00 in a leap year is 366.00, exactly');
SELECT is((SELECT count(*) FROM pd.accrual WHERE ledger = 9 AND account = pg_temp.acc('a365') AND day BETWEEN '2024-02-28' AND '2024-03-01'),
          3::bigint, 'the 29th of February has its row');

-- The rate changes within a period; an offer lies over the standing term and ends by itself.
SELECT pg_temp.term('t_chg', 'EUR', 'credit', '2023-01-01', '{0}', '{36500}'),
       pg_temp.term('t_chg', 'EUR', 'credit', '2023-01-11', '{0}', '{73000}'),
       pg_temp.term('t_chg', 'EUR', 'credit', '2023-01-21', '{0}', '{365000}', p_to => '2023-01-22') \g /dev/null
SELECT pg_temp.make('chg', 't_chg', 'EUR') \g /dev/null
SELECT pg_temp.move('chg', 1000000, '2023-01-01') \g /dev/null
SELECT pg_temp.accrue('2025-01-01') \g /dev/null
SELECT is((SELECT trim_scale(sum(credit) / pd.interest_unit()) FROM pd.accrual
            WHERE ledger = 9 AND account = pg_temp.acc('chg') AND day <= '2023-01-31'),
          (10 * 100 + 10 * 200 + 2 * 1000 + 9 * 200)::numeric, 'ten days, ten days, two days of the offer, nine days');

-- Valued back.
SELECT pg_temp.make('back', 't_365', 'EUR') \g /dev/null
SELECT pg_temp.move('back', 1000000, '2025-01-01') \g /dev/null
SELECT pg_temp.accrue('2025-01-10') \g /dev/null
SELECT is(pg_temp.earned('back'), 1000::numeric, 'ten days');
SELECT pg_temp.move('back', 500000, '2025-01-11', '2025-01-06'), pg_temp.move('back', -200000, '2025-01-11', '2025-01-09') \g /dev/null
SELECT is(pg_temp.earned('back'), 1000::numeric, 'nothing changes by itself');
SELECT pg_temp.accrue('2025-01-11') \g /dev/null
SELECT is(pg_temp.earned('back'), (5 * 100 + 3 * 150 + 3 * 130)::numeric, 'the next run puts the days right');
SELECT is((SELECT array_agg(format('%s %s %s %s', day, round, balance, (credit / pd.interest_unit())::integer) ORDER BY day, round)
             FROM pd.accrual
            WHERE ledger = 9 AND account = pg_temp.acc('back') AND (round > 0 OR day IN ('2025-01-05', '2025-01-11'))),
          ARRAY['2025-01-05 0 1000000 100', '2025-01-06 1 1500000 50', '2025-01-07 1 1500000 50', '2025-01-08 1 1500000 50',
                '2025-01-09 1 1300000 30', '2025-01-10 1 1300000 30', '2025-01-11 0 1300000 130'],
          'by rows of their own, of those days only');
SELECT pg_temp.move('back', -1300000, '2025-01-12', '2025-01-09') \g /dev/null
SELECT pg_temp.accrue('2025-01-12') \g /dev/null
SELECT is(pg_temp.earned('back'), (5 * 100 + 3 * 150)::numeric, 'and again');
SELECT is((SELECT array_agg(DISTINCT round ORDER BY round) FROM pd.accrual WHERE ledger = 9 AND account = pg_temp.acc('back')), '{0,1,2}'::smallint[],
          'a third round');
SELECT pg_temp.move('back', 700, '2025-01-13', '1999-01-01') \g /dev/null
SELECT pg_temp.accrue('2025-01-13') \g /dev/null
SELECT is((SELECT count(*) FROM pd.accrual WHERE ledger = 9 AND account = pg_temp.acc('back') AND day < '2023-01-01'), 0::bigint,
          'never before the account began to bear interest');
SELECT is((SELECT balance FROM pd.accrual WHERE ledger = 9 AND account = pg_temp.acc('back') AND day = '2023-01-01' AND round = 1), 700::bigint,
          'but from its first day on');

-- From credit to debit, when a deposit turns out to be valued later.
SELECT pg_temp.make('turn', 't_od', 'EUR', '2025-01-13', 100000) \g /dev/null
SELECT pg_temp.move('turn', 1000000, '2025-01-13') \g /dev/null
SELECT pg_temp.accrue('2025-01-14') \g /dev/null
SELECT is(pg_temp.earned('turn'), 20::numeric, 'two days of 0.10');
SELECT pg_temp.move('turn', -1000000, '2025-01-15', '2025-01-14'), pg_temp.move('turn', -50000, '2025-01-15', '2025-01-14') \g /dev/null
SELECT pg_temp.accrue('2025-01-15') \g /dev/null
SELECT is(pg_temp.earned('turn'), 10::numeric, 'the second day earned nothing after all');
SELECT is(pg_temp.asked('turn'), 20::numeric, 'but cost 0.10, as did the third');

-- What is booked today and valued tomorrow, across two runs; an account that was moved in.
SELECT pg_temp.make('ahead', 't_365', 'EUR', '2025-01-15'), pg_temp.make('moved', 't_365', 'EUR', '2019-01-01') \g /dev/null
SELECT pg_temp.move('ahead', 1000000, '2025-01-15', '2025-01-18') \g /dev/null
SELECT pd.post(9::smallint, 'import.cash_deposit', NULL, NULL, '2025-01-14', '2025-01-14', NULL, ARRAY[
    ROW(pg_temp.acc('moved'), 1000000, 'principal', 'a'), ROW(pd.internal_account(9::smallint, '1090', 978::smallint), -1000000, 'principal', 'a')]::pd.leg[])
\g /dev/null
SELECT pg_temp.accrue('2025-01-16') \g /dev/null
SELECT is(pg_temp.earned('ahead'), 0::numeric, 'valued ahead: not yet');
SELECT pg_temp.accrue('2025-01-19') \g /dev/null
SELECT is(pg_temp.earned('ahead'), 200::numeric, 'from its value date on');
SELECT is(pg_temp.earned('moved'), 500::numeric, 'moved in: the other bank paid up to its last entry');

SELECT is((SELECT count(*) FROM pd.interest_account s JOIN pd.balance b USING (ledger, account)
            WHERE s.ledger = 9 AND (s.seen <> b.version OR s.balance <> pd.balance_at_value(9::smallint, s.account, '2025-01-19'))), 0::bigint,
          'every account is seen to its last entry, at its balance by value date');
SELECT is(pg_temp.wrong(), '', 'the books are right');

SELECT * FROM finish();
ROLLBACK;
