-- SPDX-License-Identifier: Apache-2.0
--
-- The last business day on or before a day.  Strictly before it: ask with the day - 1.

CREATE OR REPLACE FUNCTION pd.business_day_before(p_ledger smallint, p_day date) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN pd.business_day(p_ledger, p_day, -1);
END $$;
COMMENT ON FUNCTION pd.business_day_before(smallint, date) IS 'The last business day on or before this one. PD029.';
