-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.interest_period_ends(p_frequency text, p_day date) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN extract(day FROM p_day + 1) = 1
           AND extract(month FROM p_day)::integer % CASE p_frequency WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END = 0;
END $$;
COMMENT ON FUNCTION pd.interest_period_ends(text, date) IS 'Whether a month, quarter or year ends with this day.';
