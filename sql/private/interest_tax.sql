-- SPDX-License-Identifier: Apache-2.0
--
-- The tax kept back from interest that is posted: of the posted minor units, half up by size.  Nothing of it is carried.

CREATE OR REPLACE FUNCTION pd.interest_tax(p_minor bigint, p_basis_points integer) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN sign(p_minor) * div(abs(p_minor)::numeric * coalesce(p_basis_points, 0) + 5000, 10000);
END $$;
COMMENT ON FUNCTION pd.interest_tax(bigint, integer) IS 'Tax on posted interest, in minor units.';
