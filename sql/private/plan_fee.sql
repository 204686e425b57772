-- SPDX-License-Identifier: Apache-2.0
--
-- The legs of the fee that an operation on this account costs, none when it is free.  Fee = fixed + amount x basis
-- points, half up to the minor unit; the tax comes on top, half up too.  A fee that rounds to zero is no leg.

CREATE OR REPLACE FUNCTION pd.plan_fee(p_operation text, p_account pd.account_now, p_minor bigint, p_field text) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_fee bigint;
    v_tax bigint;
    v_legs pd.leg[] := '{}';
BEGIN
    -- div() of positive numbers rounds down, so that 5000 of 10000 more is half up.
    SELECT f.fixed_minor + div(p_minor::numeric * f.basis_points + 5000, 10000),
           div((f.fixed_minor + div(p_minor::numeric * f.basis_points + 5000, 10000)) * f.tax_basis_points + 5000, 10000)
      INTO v_fee, v_tax
      FROM pd.fee f
     WHERE f.operation = p_operation AND f.product = p_account.product AND f.currency = p_account.currency;
    IF v_fee > 0 THEN
        v_legs := ARRAY[
            ROW(p_account.id, -(v_fee + v_tax), 'fee', p_field),
            ROW(pd.internal_account(p_account.ledger, '4010', p_account.currency), v_fee, 'fee', p_field)]::pd.leg[];
        IF v_tax > 0 THEN
            v_legs := v_legs || ROW(pd.internal_account(p_account.ledger, '2150', p_account.currency), v_tax, 'tax', p_field)::pd.leg;
        END IF;
    END IF;
    RETURN v_legs;
END $$;
COMMENT ON FUNCTION pd.plan_fee(text, pd.account_now, bigint, text) IS 'Fee and tax legs: customer -fee-tax, 4010 +fee, 2150 +tax.';
