-- SPDX-License-Identifier: Apache-2.0
--
-- A day that is neither a weekend's nor a holiday of this ledger.

CREATE OR REPLACE FUNCTION pd.is_business_day(p_ledger smallint, p_day date) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM pd.holiday h WHERE h.ledger = p_ledger AND h.day = p_day)
       AND NOT EXISTS (SELECT
                         FROM pd.ledger l
                        WHERE l.id = p_ledger AND extract(isodow FROM p_day)::smallint = ANY (l.weekend));
END $$;
COMMENT ON FUNCTION pd.is_business_day(smallint, date) IS 'Whether the ledger does business on this day.';
