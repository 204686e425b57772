-- SPDX-License-Identifier: Apache-2.0
--
-- The day that comes so many business days after another.

CREATE OR REPLACE FUNCTION pd.hold_business_day(p_ledger smallint, p_day date, p_count integer) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_day date := p_day;
BEGIN
    FOR v_count IN 1 .. p_count LOOP
        v_day := pd.business_day_next(p_ledger, v_day + 1);
    END LOOP;
    RETURN v_day;
END $$;
COMMENT ON FUNCTION pd.hold_business_day(smallint, date, integer) IS 'The business day so many business days later.';
