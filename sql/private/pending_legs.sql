-- SPDX-License-Identifier: Apache-2.0
--
-- The two legs of a pending transfer.

CREATE OR REPLACE FUNCTION pd.pending_legs(
    p_debit bigint, p_credit bigint, p_amount bigint, p_debit_field text, p_credit_field text)
RETURNS pd.leg[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY[ROW(p_debit, -p_amount, 'principal', p_debit_field),
                 ROW(p_credit, p_amount, 'principal', p_credit_field)]::pd.leg[];
END $$;
COMMENT ON FUNCTION pd.pending_legs(bigint, bigint, bigint, text, text) IS 'Legs of a pending transfer: debit, credit.';
