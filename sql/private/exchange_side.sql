-- SPDX-License-Identifier: Apache-2.0
--
-- Where one side of an exchange goes: a customer's account of that currency, or without a number the teller's drawer.
-- p_flag is the block to look at (2 debits, 4 credits).

CREATE OR REPLACE FUNCTION pd.exchange_side(
    p_ledger smallint, p_staff integer, p_number text, p_currency smallint, p_flag integer, p_field text)
RETURNS pd.account_now
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_account pd.account_now;
BEGIN
    IF p_number IS NULL THEN
        RETURN pd.drawer_get(p_ledger, p_staff, p_currency, p_field);
    END IF;
    v_account := pd.account_customer_get(p_ledger, p_number, p_field);
    PERFORM pd.account_open_check(v_account, p_field);
    PERFORM pd.account_block_check(v_account, p_flag, p_field);
    IF v_account.currency <> p_currency THEN
        PERFORM pd.refuse('PD015', format('Account %s is kept in %s, not in %s.', v_account.number,
            (SELECT c.code FROM pd.currency c WHERE c.number = v_account.currency),
            (SELECT c.code FROM pd.currency c WHERE c.number = p_currency)), p_field,
            'Give an account of that currency, or none for cash.');
    END IF;
    RETURN v_account;
END $$;
COMMENT ON FUNCTION pd.exchange_side(smallint, integer, text, smallint, integer, text) IS
    'Account or drawer of one side: PD001, PD011 to PD015.';
