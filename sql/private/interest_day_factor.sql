-- SPDX-License-Identifier: Apache-2.0
--
-- The part of a year that the night after a day is, in 1 / 1,603,080 of a year: a whole number under every day count.
-- Day counts after the 2006 ISDA Definitions, section 4.16:
--   ACT/365  Actual/365 (Fixed), (d): 365 days a year, leap or not.
--   ACT/360  Actual/360, (e).
--   ACT/ACT  Actual/Actual, (b), "ISDA": days of a leap year count 1/366, others 1/365.  (Actual/Actual ICMA, rule 251 of
--            the ICMA rule book, divides by coupon periods, which an account does not have.)
--   30E/360  30E/360, (g), "Eurobond basis": every month has 30 days, the 31st counts as the 30th.  The night from the 30th
--            to the 31st bears nothing, the last night of February two or three days.  Of the 30/360 family this one adds
--            up: the days of two adjoining periods are the days of both, which interest accrued by the day needs.  Under
--            (f), "Bond basis", what the 31st counts depends on the day the period began.
-- 1,603,080 is the least common multiple of 360, 365 and 366.

CREATE OR REPLACE FUNCTION pd.interest_day_factor(p_day_count text, p_day date) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_year integer := extract(year FROM p_day);
    v_next date := p_day + 1;
BEGIN
    CASE p_day_count
        WHEN 'ACT/365' THEN
            RETURN 4392;
        WHEN 'ACT/360' THEN
            RETURN 4453;
        WHEN 'ACT/ACT' THEN
            RETURN CASE WHEN make_date(v_year + 1, 1, 1) - make_date(v_year, 1, 1) = 366 THEN 4380 ELSE 4392 END;
        WHEN '30E/360' THEN
            RETURN 4453 * ((extract(year FROM v_next)::integer - v_year) * 360
                           + (extract(month FROM v_next)::integer - extract(month FROM p_day)::integer) * 30
                           + least(extract(day FROM v_next)::integer, 30) - least(extract(day FROM p_day)::integer, 30));
    END CASE;
END $$;
COMMENT ON FUNCTION pd.interest_day_factor(text, date) IS 'The night after a day, in 1 / 1,603,080 of a year, under a day count.';
