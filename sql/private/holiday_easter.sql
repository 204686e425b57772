-- SPDX-License-Identifier: Apache-2.0
--
-- Easter Sunday of the Gregorian calendar, by the arithmetic printed anonymously in Nature 13, 487 (20 April 1876) and
-- proved by S. Butcher (The Ecclesiastical Calendar, Dublin 1877); known as the Meeus/Jones/Butcher rule.  Integers only.

CREATE OR REPLACE FUNCTION pd.easter(p_year integer) RETURNS date
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_golden integer := p_year % 19;
    v_century integer := p_year / 100;
    v_rest integer := p_year % 100;
    v_leap_skips integer := (v_century - (v_century + 8) / 25 + 1) / 3;
    -- Days from 21 March to the full moon, then from there to the Sunday after.
    v_moon integer := (19 * v_golden + v_century - v_century / 4 - v_leap_skips + 15) % 30;
    v_sunday integer := (32 + 2 * (v_century % 4) + 2 * (v_rest / 4) - v_moon - v_rest % 4) % 7;
    v_late integer := (v_golden + 11 * v_moon + 22 * v_sunday) / 451;
    v_day integer := v_moon + v_sunday - 7 * v_late + 114;
BEGIN
    RETURN make_date(p_year, v_day / 31, v_day % 31 + 1);
END $$;
COMMENT ON FUNCTION pd.easter(integer) IS 'Easter Sunday of a year of the Gregorian calendar.';
