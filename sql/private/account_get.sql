-- SPDX-License-Identifier: Apache-2.0
--
-- The account of a number, of any kind, with its balance of this moment.

CREATE OR REPLACE FUNCTION pd.account_get(p_ledger smallint, p_number text, p_field text) RETURNS pd.account_now
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_number text := replace(left(p_number, 70), ' ', '');
    v_account pd.account_now;
BEGIN
    IF v_number IS NULL OR v_number !~ '^[A-Za-z0-9_-]{1,48}$' THEN
        PERFORM pd.refuse('PD001', 'This is not an account number.', p_field);
    END IF;
    SELECT a.* INTO v_account FROM pd.account_now a WHERE a.ledger = p_ledger AND a.number = v_number;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', format('There is no account %s.', v_number), p_field);
    END IF;
    RETURN v_account;
END $$;
COMMENT ON FUNCTION pd.account_get(smallint, text, text) IS 'Account by number: PD001, PD012 on the field.';
