-- SPDX-License-Identifier: Apache-2.0
--
-- What is posted of so many units: half up by size, as fees are rounded (5 of 10 minor units' tenths is one more, on
-- either side of zero).  What remains, more or less than nothing, is carried to the next posting by whoever calls.

CREATE OR REPLACE FUNCTION pd.interest_minor(p_units numeric) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- In whole numbers: a quotient of numeric is itself rounded.
    RETURN sign(p_units) * div(abs(p_units) * 2 + pd.interest_unit(), pd.interest_unit() * 2);
END $$;
COMMENT ON FUNCTION pd.interest_minor(numeric) IS 'Units in minor units, rounded half up by size.';
