-- SPDX-License-Identifier: Apache-2.0
--
-- The days besides weekends on which T2, the euro's settlement system, is closed: the long-term calendar that the
-- Governing Council of the ECB decided on 14 December 2000 and that has been valid since 2002.

CREATE OR REPLACE FUNCTION pd.holiday_target(p_year integer) RETURNS TABLE (day date, name text)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    VALUES (make_date(p_year, 1, 1), 'New Year''s Day'),
           (pd.easter(p_year) - 2, 'Good Friday'),
           (pd.easter(p_year) + 1, 'Easter Monday'),
           (make_date(p_year, 5, 1), 'Labour Day'),
           (make_date(p_year, 12, 25), 'Christmas Day'),
           (make_date(p_year, 12, 26), 'Boxing Day');
END $$;
COMMENT ON FUNCTION pd.holiday_target(integer) IS 'Closing days of T2 (TARGET) in a year.';
