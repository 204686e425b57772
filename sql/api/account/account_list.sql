-- SPDX-License-Identifier: Apache-2.0
--
-- The accounts that a customer owns or signs for, in the order they were opened, a page at a time: p_after is the number
-- of the last account of the page before.  Operation account.list.

CREATE OR REPLACE FUNCTION api.account_list(p_customer text, p_after text DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    number text, name text, product text, currency text, balance_minor bigint, available_minor bigint,
    status text, blocks text, role text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('account.list');
    v_limit integer := pd.page_limit(p_limit, 50);
    v_customer pd.customer_person := pd.customer_get(v_staff.ledger, p_customer, 'customer');
    v_after bigint := 0;
BEGIN
    IF p_after IS NOT NULL THEN
        v_after := (pd.account_customer_get(v_staff.ledger, p_after, 'after')).id;
    END IF;
    RETURN QUERY
    SELECT a.number, a.name, a.product, c.code, a.balance, a.available, a.status, pd.blocks_text(a.flags), h.role
      FROM pd.holder h
      JOIN pd.account_now a ON a.ledger = h.ledger AND a.id = h.account
      JOIN pd.currency c ON c.number = a.currency
     WHERE h.ledger = v_staff.ledger AND h.customer = v_customer.id AND h.account > v_after
     ORDER BY h.account
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.account_list(text, text, integer) IS 'Accounts of a customer, a page at a time. PD001, PD012.';
