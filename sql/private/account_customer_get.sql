-- SPDX-License-Identifier: Apache-2.0
--
-- The customer's account of a number.  The bank's own accounts and drawers are none, whatever the desk types.

CREATE OR REPLACE FUNCTION pd.account_customer_get(p_ledger smallint, p_number text, p_field text) RETURNS pd.account_now
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_account pd.account_now := pd.account_get(p_ledger, p_number, p_field);
BEGIN
    IF v_account.kind <> 'customer' THEN
        PERFORM pd.refuse('PD012', format('There is no customer''s account %s.', v_account.number), p_field);
    END IF;
    RETURN v_account;
END $$;
COMMENT ON FUNCTION pd.account_customer_get(smallint, text, text) IS 'Customer''s account by number: PD001, PD012 on the field.';
