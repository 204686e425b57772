-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.interest_period_next(p_frequency text, p_day date) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (pd.interest_period_first(p_frequency, p_day)
            + CASE p_frequency WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
                               WHEN 'year' THEN interval '1 year' END)::date;
END $$;
COMMENT ON FUNCTION pd.interest_period_next(text, date) IS 'First day of the next month, quarter or year; NULL without a frequency.';
