-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.interest_period_first(p_frequency text, p_day date) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_month integer := extract(month FROM p_day);
BEGIN
    RETURN make_date(extract(year FROM p_day)::integer,
        CASE p_frequency WHEN 'month' THEN v_month WHEN 'quarter' THEN (v_month - 1) / 3 * 3 + 1 ELSE 1 END, 1);
END $$;
COMMENT ON FUNCTION pd.interest_period_first(text, date) IS 'First day of the month, quarter or year of a day.';
