-- SPDX-License-Identifier: Apache-2.0
--
-- The legs of the fee that an operation on this account costs today, none when it is free.  The whole rule, for whoever
-- must know it without calling this:
--   1. The row: of pd.fee with this operation and currency, of this product or of any (NULL), with from_minor <= amount
--      < to_minor (NULL: no end) and valid_from <= business date <= valid_to (NULL: no end), the first one by
--      product IS NULL, from_minor DESC, valid_from DESC, id DESC.  No row: free.  Only customers pay.
--   2. fee = least(greatest(fixed + div(amount * basis_points + 5000, 10000), minimum), maximum)    (numeric, half up)
--   3. tax = div(fee * tax_basis_points + 5000, 10000), on top of the fee.
--   4. Legs: customer -(fee + tax) 'fee', 4010 +fee 'fee', 2150 +tax 'tax'.  What is zero is no leg.

CREATE OR REPLACE FUNCTION pd.plan_fee(p_operation text, p_account pd.account_now, p_minor bigint, p_field text) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_row pd.fee;
    v_fee bigint;
    v_tax bigint;
    v_legs pd.leg[] := '{}';
BEGIN
    IF p_account.kind <> 'customer' THEN
        RETURN v_legs;
    END IF;
    v_row := pd.fee_find(p_account.ledger, p_operation, p_account.product, p_account.currency, p_minor);
    v_fee := pd.fee_amount(v_row, p_minor);
    IF v_fee > 0 THEN
        v_tax := pd.fee_tax(v_row, v_fee);
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
