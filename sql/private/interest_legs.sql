-- SPDX-License-Identifier: Apache-2.0
--
-- The legs of an account's interest: what we pay from 5070, the tax kept back to 2155, what the customer owes to 4060.

CREATE OR REPLACE FUNCTION pd.interest_legs(
    p_ledger smallint, p_account bigint, p_currency smallint, p_credit bigint, p_tax bigint, p_debit bigint)
RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_legs pd.leg[] := '{}';
BEGIN
    IF p_credit <> 0 THEN
        v_legs := v_legs || ARRAY[
            ROW(p_account, p_credit, 'interest', 'account'),
            ROW(pd.internal_account(p_ledger, '5070', p_currency), -p_credit, 'interest', 'account')]::pd.leg[];
    END IF;
    IF p_tax <> 0 THEN
        v_legs := v_legs || ARRAY[
            ROW(p_account, -p_tax, 'tax', 'account'),
            ROW(pd.internal_account(p_ledger, '2155', p_currency), p_tax, 'tax', 'account')]::pd.leg[];
    END IF;
    IF p_debit <> 0 THEN
        v_legs := v_legs || ARRAY[
            ROW(p_account, -p_debit, 'interest', 'account'),
            ROW(pd.internal_account(p_ledger, '4060', p_currency), p_debit, 'interest', 'account')]::pd.leg[];
    END IF;
    RETURN v_legs;
END $$;
COMMENT ON FUNCTION pd.interest_legs(smallint, bigint, smallint, bigint, bigint, bigint) IS
    'Legs of interest: 5070 to the customer, tax to 2155, debit interest to 4060.';
