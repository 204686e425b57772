-- SPDX-License-Identifier: Apache-2.0
--
-- The first business day on or after a day.  Strictly after it: ask with the day + 1.

CREATE OR REPLACE FUNCTION pd.business_day_next(p_ledger smallint, p_day date) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN pd.business_day(p_ledger, p_day, 1);
END $$;
COMMENT ON FUNCTION pd.business_day_next(smallint, date) IS 'The first business day on or after this one. PD029.';
