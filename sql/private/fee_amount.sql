-- SPDX-License-Identifier: Apache-2.0
--
-- The fee that a row of the tariff makes of an amount, without tax, in minor units:
--     fixed + (amount x basis points / 10000, half up), at least minimum, at most maximum.
-- div() of positive numbers rounds down, so that 5000 more is half up.

CREATE OR REPLACE FUNCTION pd.fee_amount(p_fee pd.fee, p_minor bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Without a maximum least() of NULL is the fee itself.
    RETURN least(greatest(p_fee.fixed_minor + div(p_minor::numeric * p_fee.basis_points + 5000, 10000), p_fee.minimum_minor),
                 p_fee.maximum_minor);
END $$;
COMMENT ON FUNCTION pd.fee_amount(pd.fee, bigint) IS 'The fee of an amount by a row of the tariff, half up; NULL when there is no row.';
