-- SPDX-License-Identifier: Apache-2.0
-- Random histories: what is posted and carried is what was accrued, and what was accrued is what a naive count by the
-- definition gives; balances at any day, moment or value date are the naive sums, and days chain.
BEGIN;
SELECT plan(11);
\ir terms.psql
SELECT setseed(0.4711) \g /dev/null

SELECT pg_temp.term('r_a', 'EUR', 'credit', '2024-01-01', '{0,50000,200000}', '{12345,20000,31417}', 'marginal', 'ACT/ACT', 2637, 'month'),
       pg_temp.term('r_a', 'EUR', 'credit', '2024-02-14', '{0}', '{27182}', 'whole', 'ACT/365', 1000, 'quarter'),
       pg_temp.term('r_a', 'EUR', 'debit', '2024-01-15', '{0,10000}', '{95001,149999}', 'marginal', 'ACT/360', 0, 'month'),
       pg_temp.term('r_b', 'EUR', 'credit', '2024-01-10', '{0,70000}', '{9999,30001}', 'whole', '30E/360', 0, 'month'),
       pg_temp.term('r_b', 'EUR', 'credit', '2024-02-20', '{0}', '{77777}', 'whole', '30E/360', 0, 'month', '2024-03-05') \g /dev/null
SELECT pg_temp.make('r' || n, CASE WHEN n % 3 = 0 THEN 'r_b' ELSE 'r_a' END, 'EUR', date '2023-12-20' + n, 1000000)
  FROM generate_series(1, 12) n \g /dev/null

-- Ninety days of business: every account has 0 to 2 entries a day, a quarter of them valued back or ahead; the accruals run on
-- some days only and for whatever is over; the month is posted when it is over, in chunks.
CREATE TEMP TABLE moment (at timestamptz);
CREATE FUNCTION pg_temp.live(p_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_account record;
BEGIN
    PERFORM pg_temp.day(p_day);
    FOR v_account IN SELECT a.name, b.opened FROM acc_name a JOIN pd.account b ON b.ledger = 9 AND b.id = a.id WHERE b.opened <= p_day LOOP
        FOR i IN 1 .. floor(random() * 2.3)::integer LOOP
            PERFORM pg_temp.move(v_account.name, (floor(random() * 60000) - 27000)::bigint * 2 + 1, p_day,
                                 p_day - CASE WHEN random() < 0.25 THEN floor(random() * 40 - 10)::integer ELSE 0 END);
        END LOOP;
    END LOOP;
    IF random() < 0.3 THEN
        INSERT INTO moment VALUES (clock_timestamp());
    END IF;
    IF random() < 0.4 THEN
        PERFORM pd.run_chunk((pd.run_open(9::smallint, 'accrual', p_day - 1)).id, 5 + floor(random() * 10)::integer, NULL);
    END IF;
    IF extract(day FROM p_day) = 3 THEN
        FOR i IN 1 .. 4 LOOP
            PERFORM pd.run_chunk((pd.run_open(9::smallint, 'interest', pd.interest_period_first('month', p_day) - 1)).id, 4, NULL);
        END LOOP;
    END IF;
END $$;
SELECT pg_temp.live(date '2023-12-25' + n) FROM generate_series(0, 90) n \g /dev/null
SELECT pg_temp.accrue('2024-03-25') \g /dev/null
SELECT pd.run_chunk((pd.run_open(9::smallint, 'accrual', '2024-03-25')).id, 100, NULL) FROM generate_series(1, 2) \g /dev/null

SELECT cmp_ok((SELECT count(*) FROM pd.entry WHERE ledger = 9 AND account IN (SELECT id FROM acc_name)), '>', 700::bigint, 'there is a history');
SELECT cmp_ok((SELECT count(*) FROM pd.accrual WHERE ledger = 9 AND round > 0), '>', 300::bigint, 'with differences');
SELECT cmp_ok((SELECT count(*) FROM pd.interest_posting WHERE ledger = 9), '>', 15::bigint, 'and postings');

-- By the definition: the balance by value date of each night, its band, its day of its year, with no rounding.
CREATE TEMP TABLE night AS
SELECT s.account, s.started + n AS day, a.product, sum(m.amount) AS balance
  FROM pd.interest_account s
  JOIN pd.account a ON a.ledger = 9 AND a.id = s.account
 CROSS JOIN generate_series(0, date '2024-03-25' - s.started) n
  JOIN (SELECT e.account, j.value_date, e.amount
          FROM pd.entry e
          JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal
         WHERE e.ledger = 9) m ON m.account = s.account AND m.value_date <= s.started + n
 WHERE s.ledger = 9
 GROUP BY s.account, s.started + n, a.product;
CREATE TEMP TABLE termed AS
SELECT n.account, n.day, abs(n.balance) AS balance, t.side, t.banding, t.band_from, t.rate,
       CASE t.day_count WHEN 'ACT/365' THEN 1.0::numeric(60, 40) / 365 WHEN 'ACT/360' THEN 1.0::numeric(60, 40) / 360
            WHEN 'ACT/ACT' THEN 1.0::numeric(60, 40) / CASE WHEN n.day < '2024-01-01' THEN 365 ELSE 366 END
            ELSE (CASE WHEN extract(day FROM n.day) = 30 AND extract(month FROM n.day) IN (1, 3, 5) THEN 0
                       WHEN n.day = '2024-02-29' THEN 2 ELSE 1 END)::numeric(60, 40) / 360 END AS part
  FROM night n
  JOIN pd.interest_term t ON t.id = (
       SELECT max(i.id) FROM pd.interest_term i
        WHERE i.product = n.product AND i.side = CASE WHEN n.balance > 0 THEN 'credit' ELSE 'debit' END
          AND n.day >= i.valid_from AND n.day <= coalesce(i.valid_to, 'infinity'))
 WHERE n.balance <> 0;
CREATE TEMP TABLE naive AS
SELECT t.account, t.side, sum(t.part * CASE t.banding
           WHEN 'whole' THEN (SELECT t.balance * k.rate FROM unnest(t.band_from, t.rate) AS k(band, rate)
                               WHERE k.band <= t.balance ORDER BY k.band DESC LIMIT 1)
           ELSE (SELECT sum((least(t.balance, coalesce(k.upto, t.balance)) - k.band) * k.rate)
                   FROM (SELECT u.band, u.rate, lead(u.band) OVER (ORDER BY u.band) AS upto
                           FROM unnest(t.band_from, t.rate) AS u(band, rate)) k
                  WHERE k.band <= t.balance) END) / 1000000 AS minor
  FROM termed t
 GROUP BY t.account, t.side;
SELECT is((SELECT count(*) FROM naive n
             JOIN (SELECT account, sum(credit) AS credit, sum(debit) AS debit FROM pd.accrual WHERE ledger = 9 GROUP BY account) a USING (account)
            WHERE abs(n.minor - CASE n.side WHEN 'credit' THEN a.credit ELSE a.debit END / pd.interest_unit()) > 0.000000000001), 0::bigint,
          'every account has accrued what the definition says');
SELECT cmp_ok((SELECT count(*) FROM naive WHERE minor > 0), '>', 12::bigint, 'on both sides');
SELECT is((SELECT sum(s.credit_open) + sum(p.credit) * pd.interest_unit() - sum(a.credit)
             FROM pd.interest_account s
             JOIN (SELECT account, sum(credit) AS credit FROM pd.accrual WHERE ledger = 9 GROUP BY account) a USING (account)
             LEFT JOIN (SELECT account, sum(credit_minor) AS credit FROM pd.interest_posting WHERE ledger = 9 GROUP BY account) p USING (account)
            WHERE s.ledger = 9), 0::numeric, 'posted and carried is accrued, to the last unit');
SELECT is(pg_temp.wrong(), '', 'the books are right');

CREATE TEMP TABLE movement AS
SELECT e.account, e.amount, e.booked, j.value_date, j.created_at
  FROM pd.entry e
  JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal
 WHERE e.ledger = 9;
-- Balances at any time, before the first entry and behind the last too.
CREATE TEMP VIEW look AS
SELECT a.id, date '2023-12-15' + n * 3 AS day FROM acc_name a CROSS JOIN generate_series(0, 34) n
UNION ALL
SELECT pd.internal_account(9::smallint, '2200', 978::smallint), date '2023-12-15' + n * 3 FROM generate_series(0, 34) n;
SELECT is((SELECT string_agg(format('%s %s', l.id, l.day), ', ') FROM look l
            WHERE pd.balance_at(9::smallint, l.id, l.day) IS DISTINCT FROM
                  (SELECT coalesce(sum(m.amount), 0) FROM movement m WHERE m.account = l.id AND m.booked <= l.day)), NULL,
          'balance_at is the naive sum');
SELECT is((SELECT string_agg(format('%s %s', l.id, l.day), ', ') FROM look l
            WHERE pd.balance_at_value(9::smallint, l.id, l.day) IS DISTINCT FROM
                  (SELECT coalesce(sum(m.amount), 0) FROM movement m WHERE m.account = l.id AND m.value_date <= l.day)), NULL, 'by value date too');
SELECT is((SELECT string_agg(format('%s %s', a.name, m.at), ', ')
             FROM acc_name a CROSS JOIN (SELECT at FROM moment UNION ALL VALUES (timestamptz '2000-01-01'), ('infinity')) m
            WHERE pd.balance_at_moment(9::smallint, a.id, m.at) IS DISTINCT FROM
                  (SELECT coalesce(sum(o.amount), 0) FROM movement o WHERE o.account = a.id AND o.created_at <= m.at)), NULL, 'and at moments');
SELECT is(pd.balance_at(9::smallint, -1, '2024-01-01'), NULL, 'no account, no balance');

SELECT * FROM finish();
ROLLBACK;
