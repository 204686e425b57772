-- SPDX-License-Identifier: Apache-2.0
--
-- The name by which a preview quotes a rate and a posting may be pinned to it: "USD-12".

CREATE OR REPLACE FUNCTION pd.rate_name(p_currency smallint, p_number integer) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT c.code || '-' || p_number FROM pd.currency c WHERE c.number = p_currency);
END $$;
COMMENT ON FUNCTION pd.rate_name(smallint, integer) IS 'Name of a rate: currency and number; NULL without a number.';
