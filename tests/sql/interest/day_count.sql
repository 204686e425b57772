-- SPDX-License-Identifier: Apache-2.0
-- Day counts against known tables, bands, and the rounding of units.
BEGIN;
SELECT plan(22);

-- Days that a period has under a day count, as the accruals add it up, in days of its year of 360 or 365.
CREATE FUNCTION pg_temp.days(p_count text, p_from date, p_to date) RETURNS numeric LANGUAGE sql AS $$
    SELECT trim_scale(sum(pd.interest_day_factor(p_count, p_from + n))::numeric / CASE WHEN p_count LIKE '%/360' THEN 4453 ELSE 4392 END)
      FROM generate_series(0, p_to - p_from - 1) n
$$;

-- 30E/360: the published comparison of the 30/360 methods in the 2006 ISDA Definitions (start, end, days under 30E/360).
CREATE TEMP TABLE known (a date, b date, days integer);
INSERT INTO known VALUES
    ('2007-01-15', '2007-01-30', 15), ('2007-01-15', '2007-02-15', 30), ('2007-01-15', '2007-07-15', 180),
    ('2007-09-30', '2008-03-31', 180), ('2007-09-30', '2007-10-31', 30), ('2007-09-30', '2008-09-30', 360),
    ('2007-01-15', '2007-01-31', 15), ('2007-01-31', '2007-02-28', 28), ('2007-02-28', '2007-03-31', 32),
    ('2006-08-31', '2007-02-28', 178), ('2007-02-28', '2007-08-31', 182), ('2007-02-14', '2007-02-28', 14),
    ('2007-02-26', '2008-02-29', 363), ('2008-02-29', '2009-02-28', 359), ('2008-02-29', '2008-03-30', 31),
    ('2008-02-29', '2008-03-31', 31), ('2007-02-28', '2007-03-05', 7), ('2007-10-31', '2007-11-28', 28),
    ('2007-08-31', '2008-02-29', 179), ('2008-02-29', '2008-08-31', 181), ('2008-08-31', '2009-02-28', 178),
    ('2009-02-28', '2009-08-31', 182);
SELECT is((SELECT string_agg(format('%s to %s: %s', a, b, pg_temp.days('30E/360', a, b)), ', ')
             FROM known WHERE pg_temp.days('30E/360', a, b) <> days), NULL, '30E/360: the known table');
SELECT is((SELECT count(*) FROM known), 22::bigint, 'all of it');

SELECT is(pg_temp.days('ACT/365', '2024-01-01', '2025-01-01'), 366::numeric, 'ACT/365: a leap year has 366/365');
SELECT is(pg_temp.days('ACT/360', '2023-01-01', '2024-01-01'), 365::numeric, 'ACT/360: a year has 365/360');
SELECT is((SELECT sum(pd.interest_day_factor('ACT/ACT', date '2024-01-01' + n)) FROM generate_series(0, 365) n), 1603080::bigint,
          'ACT/ACT: a leap year is one year');
SELECT is((SELECT sum(pd.interest_day_factor('ACT/ACT', date '2023-01-01' + n)) FROM generate_series(0, 364) n), 1603080::bigint,
          'ACT/ACT: and so is any other');
-- The ISDA memorandum "The Actual/Actual Day Count Fraction" (1998), 2.1: 1 November 2003 to 1 May 2004 is 61/365 + 121/366.
SELECT is((SELECT sum(pd.interest_day_factor('ACT/ACT', date '2003-11-01' + n)) FROM generate_series(0, 181) n),
          (61 * 4392 + 121 * 4380)::bigint, 'ACT/ACT: the ISDA example across a leap year');
SELECT is(pd.interest_day_factor('ACT/ACT', '1900-06-01'), 4392, '1900 was no leap year');
SELECT is(pd.interest_day_factor('ACT/ACT', '2000-06-01'), 4380, '2000 was');
SELECT is(pd.interest_day_factor('ACT/ACT', '2023-12-31'), 4392, 'the last night of a year is the old year''s');
SELECT is(pd.interest_day_factor('ACT/ACT', '2024-12-31'), 4380, 'also of a leap year');

-- Bands: 15,000.00 under 1 % and 2 % from 10,000.00.
SELECT is(pd.interest_yearly(1500000, '{0,1000000}', '{10000,20000}', 'marginal') / 1000000, 20000::numeric, 'marginal: 100 + 100');
SELECT is(pd.interest_yearly(1500000, '{0,1000000}', '{10000,20000}', 'whole') / 1000000, 30000::numeric, 'whole: 2 % of all');
SELECT is(pd.interest_yearly(1000000, '{0,1000000}', '{10000,20000}', 'whole') / 1000000, 20000::numeric, 'a band begins with its amount');
SELECT is(pd.interest_yearly(999999, '{0,1000000}', '{10000,20000}', 'whole'), 9999990000::numeric, 'and not a cent before');
SELECT is(pd.interest_yearly(4611686018427387904, '{0}', '{1000000}', 'whole'), 4611686018427387904::numeric * 1000000,
          'the largest balance at 100 %');

SELECT is((SELECT array_agg(pd.interest_minor(u * pd.interest_unit() / 10) ORDER BY u) FROM unnest('{4,5,14,15,-4,-5,-15}'::numeric[]) u),
          '{-2,-1,0,0,1,1,2}'::bigint[], 'half up by size');
SELECT is(pd.interest_minor(pd.interest_unit() / 2 - 1), 0::bigint, 'one unit below the half');
SELECT is(pd.interest_tax(101, 2500), 25::bigint, 'tax: 25.25');
SELECT is(pd.interest_tax(102, 2500), 26::bigint, 'tax: 25.5');
SELECT is(pd.interest_tax(-102, 2500), -26::bigint, 'tax given back');
SELECT is(pd.interest_minor(0), 0::bigint, 'nothing');

SELECT * FROM finish();
ROLLBACK;
