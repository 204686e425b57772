-- SPDX-License-Identifier: Apache-2.0
--
-- How many units of interest are one minor unit: lcm(360, 365, 366) x 1,000,000 (see sql/migrations/0008_interest.sql).

CREATE OR REPLACE FUNCTION pd.interest_unit() RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN 1603080000000;
END $$;
COMMENT ON FUNCTION pd.interest_unit() IS 'Units of interest in a minor unit.';
