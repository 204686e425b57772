-- SPDX-License-Identifier: Apache-2.0
--
-- The calendar of days that have begun is not changed any more.

CREATE OR REPLACE FUNCTION pd.calendar_day_check(p_day date, p_business_date date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_day IS NULL OR p_day <= p_business_date OR p_day > p_business_date + 36600 THEN
        PERFORM pd.refuse('PD001', format('The day must lie after today''s business date, %s.', p_business_date), 'day');
    END IF;
END $$;
COMMENT ON FUNCTION pd.calendar_day_check(date, date) IS 'PD001 on day unless it is still to come.';
