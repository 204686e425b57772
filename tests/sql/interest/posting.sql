-- SPDX-License-Identifier: Apache-2.0
-- Posting: rounding and what it carries on, tax, periods, overdrafts beyond the limit, blocks, closing, statement fees, runs.
BEGIN;
SELECT plan(62);
\ir terms.psql

CREATE FUNCTION pg_temp.post_month(p_day date, p_limit integer DEFAULT 10000) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.day(greatest((SELECT business_date FROM pd.ledger WHERE id = 9), p_day + 1));
    SELECT r.state || ' ' || r.done || ' ' || r.posted || ' ' || r.doubtful
      FROM pd.run_chunk((pd.run_open(9::smallint, 'interest', p_day)).id, p_limit, NULL) r;
$$;
CREATE FUNCTION pg_temp.fees(p_day date, p_limit integer DEFAULT 10000) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.day(greatest((SELECT business_date FROM pd.ledger WHERE id = 9), p_day + 1));
    SELECT r.state || ' ' || r.done || ' ' || r.posted || ' ' || r.doubtful
      FROM pd.run_chunk((pd.run_open(9::smallint, 'statement_fee', p_day)).id, p_limit, NULL) r;
$$;
-- What is open on an account, in minor units.
CREATE FUNCTION pg_temp.carried(p_name text) RETURNS numeric LANGUAGE sql AS $$
    SELECT trim_scale(credit_open / pd.interest_unit()) FROM pd.interest_account WHERE ledger = 9 AND account = pg_temp.acc(p_name)
$$;
CREATE FUNCTION pg_temp.gl(p_gl text, p_currency text DEFAULT 'EUR') RETURNS bigint LANGUAGE sql AS $$
    SELECT coalesce((SELECT posted FROM pd.account_now WHERE ledger = 9 AND number = 'GL-' || p_gl || '-' || p_currency), 0)::bigint
$$;
CREATE FUNCTION pg_temp.last(p_name text) RETURNS text LANGUAGE sql AS $$
    SELECT format('%s %s %s', j.business_date, j.value_date, string_agg(format('%s %s', e.what, e.amount), ', ' ORDER BY e.seq))
      FROM pd.entry e
      JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal
     WHERE e.ledger = 9 AND e.account = pg_temp.acc(p_name)
       AND j.id = (SELECT max(x.journal) FROM pd.entry x WHERE x.ledger = 9 AND x.account = pg_temp.acc(p_name))
     GROUP BY j.id, j.business_date, j.value_date
$$;

SELECT pg_temp.term('t_m', 'EUR', 'credit', '2023-01-01', '{0}', '{36500}', p_tax => 2500),
       pg_temp.term('t_q', 'EUR', 'credit', '2023-01-01', '{0}', '{36500}', p_frequency => 'quarter'),
       pg_temp.term('t_y', 'EUR', 'credit', '2023-01-01', '{0}', '{36500}', p_frequency => 'year'),
       pg_temp.term('t_m', 'KWD', 'credit', '2023-01-01', '{0}', '{36500}'),
       pg_temp.term('t_d', 'EUR', 'debit', '2023-01-01', '{0}', '{73000}') \g /dev/null
SELECT pg_temp.make('m', 't_m', 'EUR'), pg_temp.make('small', 't_m', 'EUR'), pg_temp.make('kwd', 't_m', 'KWD'),
       pg_temp.make('q', 't_q', 'EUR'), pg_temp.make('y', 't_y', 'EUR'),
       pg_temp.make('od', 't_d', 'EUR', p_overdraft => 50000), pg_temp.make('stop', 't_m', 'EUR') \g /dev/null
SELECT pg_temp.move('m', 1000000, '2023-01-01'), pg_temp.move('small', 160, '2023-01-01'), pg_temp.move('kwd', 500, '2023-01-01'),
       pg_temp.move('q', 1000000, '2023-01-01'), pg_temp.move('y', 1000000, '2023-01-01'), pg_temp.move('od', -50000, '2023-01-01'),
       pg_temp.move('stop', 1000000, '2023-01-01') \g /dev/null
UPDATE pd.balance SET flags = flags | 6 WHERE ledger = 9 AND account = pg_temp.acc('stop');

-- January, in chunks of three accounts.
SELECT is(pg_temp.post_month('2023-01-31', 3), 'open 3 2 0', 'the first three: one of them earned 0.496 of a cent, which is not posted');
SELECT is(pg_temp.post_month('2023-01-31', 3), 'open 6 3 1', 'the next: a quarter and a year are not over');
SELECT is(pg_temp.bal('q'), 1000000::bigint, 'so nothing is posted there');
SELECT is(pg_temp.post_month('2023-01-31', 3), 'done 7 4 1', 'the last');
SELECT is(pg_temp.post_month('2023-01-31', 3), 'done 7 4 1', 'done is done');
SELECT is(pg_temp.last('m'), '2023-02-01 2023-02-01 interest 3100, tax -775', '31.00 and 25 % of it kept back, valued on the next day');
SELECT is(pg_temp.last('stop'), '2023-02-01 2023-02-01 interest 3100, tax -775', 'an account that is blocked gets its interest');
SELECT is((SELECT flags FROM pd.balance WHERE ledger = 9 AND account = pg_temp.acc('stop')), 7, 'and stays blocked');
SELECT is(pg_temp.last('od'), '2023-02-01 2023-02-01 interest -310', 'an overdraft is asked 0.10 a day, though it was used up');
SELECT is(pg_temp.bal('od'), -50310::bigint, 'which takes it below its floor');
SELECT is((SELECT flags FROM pd.balance WHERE ledger = 9 AND account = pg_temp.acc('od')), 1, 'the floor stands again');
SELECT is((SELECT below_floor FROM pd.interest_posting WHERE ledger = 9 AND account = pg_temp.acc('od')), true, 'and it is marked');
SELECT is(pg_temp.bal('kwd'), 502::bigint, 'KWD: 1.55 fils are 2');
SELECT is(pg_temp.carried('kwd'), -0.45, 'and -0.45 are carried on');
SELECT is(pg_temp.carried('small'), 0.496, 'less than half a cent is carried on');
SELECT is(ARRAY[pg_temp.gl('5070'), pg_temp.gl('2155'), pg_temp.gl('4060'), pg_temp.gl('5070', 'KWD')], '{-6200,1550,310,-2}'::bigint[],
          'interest paid, tax, overdraft interest');

-- February and March: what was carried comes in; the quarter ends.
SELECT pg_temp.post_month('2023-02-28') \g /dev/null
SELECT is(pg_temp.carried('small'), -0.056, '0.496 + 0.448 are one cent');
SELECT is(pg_temp.bal('small'), 161::bigint, 'posted; the tax on a cent rounds to nothing');
SELECT is(pg_temp.bal('kwd'), 503::bigint, 'KWD: -0.45 + 28 x 0.0502 are 1');
SELECT pg_temp.post_month('2023-03-31') \g /dev/null
SELECT is(pg_temp.bal('q'), 1000000::bigint + 9000, 'the quarter: 90 days');
SELECT is(pg_temp.bal('y'), 1000000::bigint, 'the year is not over');
SELECT is(pg_temp.wrong(), '', 'the books are right');

-- Days of the next month that were accrued already stay open; interest on interest begins on the value date.
SELECT pg_temp.make('two', 't_m', 'EUR', '2023-04-01') \g /dev/null
SELECT pg_temp.move('two', 1000000, '2023-04-01') \g /dev/null
SELECT pg_temp.accrue('2023-05-03') \g /dev/null
SELECT pg_temp.post_month('2023-04-30') \g /dev/null
SELECT is(pg_temp.last('two'), '2023-05-04 2023-05-01 interest 3000, tax -750', 'April alone, valued back to the first of May');
SELECT is(pg_temp.carried('two'), 300::numeric, 'three days of May stay open');
SELECT pg_temp.accrue('2023-05-04') \g /dev/null
SELECT is(round(pg_temp.carried('two'), 6), round(400 + 4 * 2250 * 0.0001, 6), 'and then bear interest on 22.50 as well');

-- Taken back: a deposit that bore interest turns out to be another's.
SELECT pg_temp.move('two', -1002250, '2023-05-05', '2023-04-01') \g /dev/null
SELECT pg_temp.post_month('2023-05-31') \g /dev/null
SELECT is((SELECT string_agg(format('%s %s %s', day, credit_minor, tax_minor), ', ' ORDER BY day)
             FROM pd.interest_posting WHERE ledger = 9 AND account = pg_temp.acc('two')), '2023-04-30 3000 750, 2023-05-31 -3000 -750',
          'what was posted is taken back with its tax');
SELECT is(pg_temp.bal('two'), (-3000 + 750)::bigint, 'even below the floor');
SELECT is(pg_temp.wrong(), '', 'the books are right');

-- An older month after a newer one: nothing is left to post.
SELECT pg_temp.make('order', 't_m', 'EUR', '2023-06-01') \g /dev/null
SELECT pg_temp.move('order', 1000000, '2023-06-01') \g /dev/null
SELECT pg_temp.post_month('2023-07-31') \g /dev/null
SELECT is(pg_temp.bal('order'), 1000000::bigint + 6100 - 1525, 'two months at once when one was left out');
SELECT pg_temp.post_month('2023-06-30') \g /dev/null
SELECT is(pg_temp.bal('order'), 1000000::bigint + 6100 - 1525, 'the month that was left out has nothing left');

-- A term that ended: what was accrued under it is posted by it.
SELECT pg_temp.term('t_e', 'EUR', 'credit', '2023-08-01', '{0}', '{36500}', p_tax => 1000, p_to => '2023-08-10') \g /dev/null
SELECT pg_temp.make('ended', 't_e', 'EUR', '2023-08-01') \g /dev/null
SELECT pg_temp.move('ended', 1000000, '2023-08-01') \g /dev/null
SELECT pg_temp.post_month('2023-08-31') \g /dev/null
SELECT is(pg_temp.last('ended'), '2023-09-01 2023-09-01 interest 1000, tax -100', 'ten days of an offer without a term behind it');

-- Closed periods: interest is valued behind them.
SELECT pg_temp.day('2023-10-05') \g /dev/null
UPDATE pd.ledger SET closed_until = '2023-10-02' WHERE id = 9;
SELECT pg_temp.post_month('2023-09-30') \g /dev/null
SELECT is(split_part(pg_temp.last('order'), ' ', 2), '2023-10-03', 'the value date moves behind a closed period');
UPDATE pd.ledger SET closed_until = NULL WHERE id = 9;

-- Statement fees: 2.00 and 20 % tax a month; from whole months only; never below the floor; owed ones are taken later.
INSERT INTO pd.product (code, name) VALUES ('t_fee', 'f'), ('t_feeq', 'f');
INSERT INTO pd.statement_fee (product, currency, valid_from, frequency, fee_minor, tax_basis_points)
VALUES ('t_fee', 978, '2023-11-01', 'month', 200, 2000), ('t_feeq', 978, '2023-11-01', 'quarter', 300, 0);
SELECT pg_temp.make('rich', 't_fee', 'EUR', '2023-10-01'), pg_temp.make('poor', 't_fee', 'EUR', '2023-10-01'),
       pg_temp.make('new', 't_fee', 'EUR', '2023-11-02'), pg_temp.make('third', 't_feeq', 'EUR', '2023-10-01'),
       pg_temp.make('held', 't_fee', 'EUR', '2023-10-01'), pg_temp.make('nodebit', 't_fee', 'EUR', '2023-10-01') \g /dev/null
SELECT pg_temp.move('rich', 10000, '2023-10-05'), pg_temp.move('poor', 239, '2023-10-05'), pg_temp.move('new', 10000, '2023-11-02'),
       pg_temp.move('third', 10000, '2023-10-05'), pg_temp.move('held', 10000, '2023-10-05'),
       pg_temp.move('nodebit', 10000, '2023-10-05') \g /dev/null
UPDATE pd.balance SET pending = 9761 WHERE ledger = 9 AND account = pg_temp.acc('held');
UPDATE pd.balance SET flags = flags | 2 WHERE ledger = 9 AND account = pg_temp.acc('nodebit');
SELECT is(pg_temp.fees('2023-10-31'), 'done 16 0 0', 'October began before the fee');
SELECT is(pg_temp.fees('2023-11-30', 12), 'open 12 1 1', 'the fee of November: one taken, one owed');
SELECT is(pg_temp.fees('2023-11-30', 12), 'done 16 1 3', 'the rest');
SELECT is(pg_temp.last('rich'), '2023-12-01 2023-12-01 fee -240', '2.00 and 0.40');
SELECT is(ARRAY[pg_temp.bal('poor'), pg_temp.bal('held'), pg_temp.bal('nodebit'), pg_temp.bal('new'), pg_temp.bal('third')],
          '{239,10000,10000,10000,10000}'::bigint[], 'a cent short, promised, blocked; not there for the whole month; not the quarter''s end');
SELECT is(ARRAY[pg_temp.gl('4010'), pg_temp.gl('2150')], '{200,40}'::bigint[], 'fee and tax');
SELECT pg_temp.move('poor', 200, '2023-12-15') \g /dev/null
UPDATE pd.balance SET pending = 0 WHERE ledger = 9 AND account = pg_temp.acc('held');
SELECT is(pg_temp.fees('2023-12-31'), 'done 16 5 2', 'December: the owed one first');
SELECT is(pg_temp.bal('poor'), 199::bigint, '4.39 pays November, not December as well');
SELECT is(pg_temp.bal('held'), 9520::bigint, 'what was promised no longer pays both');
SELECT is(pg_temp.bal('new'), 9760::bigint, 'the new one pays its first whole month');
SELECT is((SELECT count(*) FROM pd.statement_fee_charge WHERE ledger = 9 AND day = '2023-12-31'), 5::bigint,
          'a quarter that began before the fee is free');
SELECT is((SELECT string_agg(day || ' ' || coalesce(journal::text, 'owed'), ', ') FROM pd.statement_fee_charge
            WHERE ledger = 9 AND account = pg_temp.acc('poor') AND journal IS NULL), '2023-12-31 owed', 'it owes the second');
SELECT is(pg_temp.fees('2024-03-31'), 'done 16 4 2', 'a later run takes what has become due and can be paid');
SELECT is(pg_temp.bal('third'), 9700::bigint, 'the first whole quarter');
SELECT is(pg_temp.wrong(), '', 'the books are right');

-- Settling one account.
SELECT pg_temp.make('settle', 't_y', 'EUR', '2024-04-01') \g /dev/null
SELECT pg_temp.move('settle', 1000000, '2024-04-01') \g /dev/null
SELECT pg_temp.day('2024-04-11') \g /dev/null
SELECT is((SELECT format('%s %s %s %s', accrued_until, credit_minor, tax_minor, debit_minor) FROM pd.interest_now(9::smallint, pg_temp.acc('settle'))),
          '2024-04-10 1000 0 0', 'told beforehand, without writing');
SELECT is((SELECT count(*) FROM pd.interest_account WHERE ledger = 9 AND account = pg_temp.acc('settle')), 0::bigint, 'nothing was written');
SELECT is(pd.interest_settle(9::smallint, pg_temp.acc('settle'), 'interest.settle', NULL), 1, 'settled');
SELECT is(pg_temp.last('settle'), '2024-04-11 2024-04-11 interest 1000', 'ten days, though the year is not over');
SELECT is(pd.interest_settle(9::smallint, pg_temp.acc('settle'), 'interest.settle', NULL), 0, 'a second time: nothing');
SELECT pg_temp.move('settle', 1000000, '2024-04-11', '2024-04-08') \g /dev/null
SELECT is(pd.interest_settle(9::smallint, pg_temp.acc('settle'), 'interest.settle', NULL), 1, 'what was valued back meanwhile');
SELECT is((SELECT array_agg(round || ' ' || credit_minor ORDER BY round) FROM pd.interest_posting
            WHERE ledger = 9 AND account = pg_temp.acc('settle')), '{"0 1000","1 300"}'::text[], 'in a round of its own');
SELECT pg_temp.day('2025-01-01') \g /dev/null
SELECT pg_temp.post_month('2024-12-31') \g /dev/null
SELECT is(pg_temp.carried('settle') BETWEEN -0.5 AND 0.5, true, 'the year takes the rest');

-- The jobs.
SELECT pg_temp.day('2025-02-03') \g /dev/null
UPDATE pd.ledger SET business_date = '2025-02-03' WHERE id <> 9;
CREATE FUNCTION pg_temp.job(p_name text, p_limit integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_done integer;
    v_all integer := 0;
BEGIN
    FOR i IN 1 .. 100 LOOP
        v_done := pd.job_call(p_name, p_limit);
        EXIT WHEN v_done = 0;
        v_all := v_all + v_done;
    END LOOP;
    RETURN v_all;
END $$;
SELECT is(pg_temp.job('accrual', 5), 17, 'the job goes over all accounts');
SELECT is((SELECT min(accrued_until) FROM pd.interest_account WHERE ledger = 9), date '2025-02-02', 'up to yesterday');
SELECT is(pg_temp.job('interest', 5), 17, 'posts January');
SELECT is(pg_temp.job('statement_fee', 5), 17, 'and takes its fees');
SELECT is(pg_temp.job('accrual', 5) + pg_temp.job('interest', 5) + pg_temp.job('statement_fee', 5), 0, 'then nothing is left');
SELECT is((SELECT array_agg(kind || ' ' || state ORDER BY kind) FROM pd.run WHERE ledger = 9 AND day >= '2025-01-31'),
          '{"accrual done","interest done","statement_fee done"}'::text[], 'all done');
SELECT is(pg_temp.wrong(), '', 'the books are right');

SELECT * FROM finish();
ROLLBACK;
