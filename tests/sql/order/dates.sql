-- SPDX-License-Identifier: Apache-2.0
-- Due dates, business days, Easter, the rules for other days: tables of dates.
BEGIN;
SELECT plan(75);

-- Due dates are reckoned from the first day.
SELECT is((SELECT string_agg(to_char(pd.order_due(v.first, v.every, v.month_end, n), 'YYYY-MM-DD'), ' ' ORDER BY n)
             FROM generate_series(0, v.last) n), v.expected, format('%s, every %s%s', v.first, v.every, CASE WHEN v.month_end THEN ' end' ELSE '' END))
  FROM (VALUES
    (date '2026-01-31', 'month', false, 4, '2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31'),
    ('2028-01-31', 'month', false, 2, '2028-01-31 2028-02-29 2028-03-31'),
    ('2026-01-30', 'month', false, 2, '2026-01-30 2026-02-28 2026-03-30'),
    ('2028-01-29', 'month', false, 13, '2028-01-29 2028-02-29 2028-03-29 2028-04-29 2028-05-29 2028-06-29 2028-07-29 2028-08-29 2028-09-29 2028-10-29 2028-11-29 2028-12-29 2029-01-29 2029-02-28'),
    ('2026-02-28', 'month', false, 2, '2026-02-28 2026-03-28 2026-04-28'),
    ('2026-02-28', 'month', true, 2, '2026-02-28 2026-03-31 2026-04-30'),
    ('2026-04-10', 'month', true, 1, '2026-04-30 2026-05-31'),
    ('2026-11-30', 'quarter', false, 2, '2026-11-30 2027-02-28 2027-05-30'),
    ('2026-11-30', 'quarter', true, 2, '2026-11-30 2027-02-28 2027-05-31'),
    ('2028-02-29', 'year', false, 4, '2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29'),
    ('2028-02-29', 'year', true, 1, '2028-02-29 2029-02-28'),
    ('2096-02-29', 'year', false, 4, '2096-02-29 2097-02-28 2098-02-28 2099-02-28 2100-02-28'),
    ('2026-12-29', 'week', false, 2, '2026-12-29 2027-01-05 2027-01-12'),
    ('2028-02-28', 'day', false, 2, '2028-02-28 2028-02-29 2028-03-01'),
    ('2026-03-28', 'day', false, 2, '2026-03-28 2026-03-29 2026-03-30'),
    ('2026-07-14', NULL, false, 0, '2026-07-14')) AS v(first, every, month_end, last, expected);

-- Easter, and the closing days of T2.
SELECT is(pd.easter(extract(year FROM v.day)::integer), v.day, 'Easter ' || v.day)
  FROM (VALUES (date '1583-04-10'), ('1818-03-22'), ('1886-04-25'), ('1943-04-25'), ('1954-04-18'), ('1981-04-19'), ('2000-04-23'),
               ('2008-03-23'), ('2011-04-24'), ('2016-03-27'), ('2019-04-21'), ('2024-03-31'), ('2025-04-20'), ('2026-04-05'),
               ('2027-03-28'), ('2038-04-25'), ('2049-04-18'), ('2076-04-19'), ('2285-03-22'), ('4099-04-19')) AS v(day);
SELECT is((SELECT count(*) FROM generate_series(1583, 4099) y
            WHERE extract(isodow FROM pd.easter(y)) <> 7 OR to_char(pd.easter(y), 'MM-DD') NOT BETWEEN '03-22' AND '04-25'), 0::bigint,
          'always a Sunday from 22 March to 25 April');
SELECT is((SELECT string_agg(to_char(h.day, 'MM-DD'), ' ' ORDER BY h.day) FROM pd.holiday_target(2026) h),
          '01-01 04-03 04-06 05-01 12-25 12-26', 'T2 in 2026');
SELECT is(admin.calendar_target(1::smallint, 2026, 2028), 18, 'three years of it in the calendar');
SELECT is(admin.calendar_target(1::smallint, 2026, 2028), 0, 'once');
SELECT throws_ok('SELECT admin.calendar_target(1::smallint, 2028, 2026)', 'PD001', NULL, 'no years');

-- 2026: Good Friday 3 April, Easter Monday 6 April; 1 May is a Friday; Christmas Day is a Friday, Boxing Day a Saturday.
SELECT is(pd.order_run_day(1::smallint, v.due, v.rule), v.expected, format('%s %s', v.due, v.rule))
  FROM (VALUES
    (date '2026-04-01', 'next', date '2026-04-01'), ('2026-04-01', 'previous', '2026-04-01'),
    ('2026-04-03', 'next', '2026-04-07'), ('2026-04-03', 'previous', '2026-04-02'),
    ('2026-04-04', 'next', '2026-04-07'), ('2026-04-05', 'previous', '2026-04-02'),
    ('2026-04-06', 'next', '2026-04-07'), ('2026-04-06', 'previous', '2026-04-02'),
    ('2026-04-06', 'any', '2026-04-06'), ('2026-04-06', 'skip', '2026-04-06'),
    ('2026-05-01', 'next', '2026-05-04'), ('2026-05-01', 'previous', '2026-04-30'),
    ('2026-05-31', 'next', '2026-06-01'), ('2026-05-31', 'previous', '2026-05-29'),
    ('2026-12-25', 'next', '2026-12-28'), ('2027-01-01', 'previous', '2026-12-31'), ('2027-01-01', 'next', '2027-01-04')) AS v(due, rule, expected);
SELECT is(pd.is_business_day(1::smallint, v.day), v.expected, 'business on ' || v.day)
  FROM (VALUES (date '2026-04-02', true), ('2026-04-03', false), ('2026-04-04', false), ('2026-04-05', false), ('2026-04-06', false),
               ('2026-04-07', true)) AS v(day, expected);
SELECT is(pd.business_day_next(1::smallint, '2026-04-04'), date '2026-04-07', 'the next business day');
SELECT is(pd.business_day_next(1::smallint, '2026-04-07'), date '2026-04-07', 'is the day itself if it is one');
SELECT is(pd.business_day_before(1::smallint, '2026-04-04'), date '2026-04-02', 'the one before');

-- Another week: Friday and Saturday are the weekend.
UPDATE pd.ledger SET weekend = '{5,6}' WHERE id = 1;
SELECT is(pd.business_day_next(1::smallint, '2026-07-03'), date '2026-07-05', 'Sunday is a business day then');
SELECT is(pd.business_day_before(1::smallint, '2026-07-04'), date '2026-07-02', 'Thursday too');
UPDATE pd.ledger SET weekend = '{}' WHERE id = 1;
SELECT ok(pd.is_business_day(1::smallint, '2026-07-04'), 'no weekend at all');
SELECT throws_ok($$UPDATE pd.ledger SET weekend = '{1,2,3,4,5,6,7}'$$, '23514', NULL, 'but not nothing but weekend');
SELECT throws_ok($$UPDATE pd.ledger SET weekend = '{0}'$$, '23514', NULL, 'nor an eighth day');
INSERT INTO pd.holiday (ledger, day, name) SELECT 1, date '2030-01-01' + n, 'Closed' FROM generate_series(0, 366) n;
SELECT throws_ok($$SELECT pd.business_day_next(1::smallint, '2030-01-01')$$, 'PD029', NULL, 'a year without business is a mistake');

-- Request ids.
SELECT is(pd.order_request(1::smallint, 7, '2026-01-31'), pd.order_request(1::smallint, 7, '2026-01-31'), 'the same due date, the same id');
SELECT is((SELECT count(DISTINCT pd.order_request(l::smallint, o, d::date)) FROM generate_series(1, 2) l, generate_series(1, 12) o,
           generate_series(date '2026-01-01', date '2026-01-12', interval '1 day') d), 288::bigint, 'another one, another id');

SELECT * FROM finish();
ROLLBACK;
