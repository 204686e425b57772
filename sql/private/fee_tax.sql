-- SPDX-License-Identifier: Apache-2.0
--
-- The tax on a fee, on top of it, half up to the minor unit.

CREATE OR REPLACE FUNCTION pd.fee_tax(p_fee pd.fee, p_minor bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN div(p_minor::numeric * p_fee.tax_basis_points + 5000, 10000);
END $$;
COMMENT ON FUNCTION pd.fee_tax(pd.fee, bigint) IS 'Tax on a fee of so many minor units, half up; NULL when there is no row.';
