-- SPDX-License-Identifier: Apache-2.0
--
-- Orders in the order they were made, a page at a time: those that pay from an account, or all; of one status, or all.
-- p_after is the number of the last order of the page before.  Operation order.list.

CREATE OR REPLACE FUNCTION api.order_list(
    p_account text DEFAULT NULL, p_status text DEFAULT NULL, p_after integer DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    "order" bigint, kind text, status text, "from" text, "to" text, amount_minor bigint, currency text, every text,
    next_due date, next_run date, text text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('order.list');
    v_limit integer := pd.page_limit(p_limit, 50);
    v_account bigint;
BEGIN
    IF p_account IS NOT NULL THEN
        v_account := (pd.account_customer_get(v_staff.ledger, p_account, 'account')).id;
    END IF;
    IF p_status NOT IN ('active', 'paused', 'suspended', 'ended', 'cancelled') THEN
        PERFORM pd.refuse('PD001', 'An order is active, paused, suspended, ended or cancelled.', 'status');
    END IF;
    RETURN QUERY
    SELECT o.id, o.kind, o.status, f.number, t.number, o.amount, c.code, o.every, o.next_due, o.next_run, o.text
      FROM pd.standing_order o
      JOIN pd.account f ON f.ledger = o.ledger AND f.id = o.from_account
      JOIN pd.account t ON t.ledger = o.ledger AND t.id = o.to_account
      JOIN pd.currency c ON c.number = o.currency
     WHERE o.ledger = v_staff.ledger AND o.id > coalesce(p_after, 0)
       AND (v_account IS NULL OR o.from_account = v_account)
       AND (p_status IS NULL OR o.status = p_status)
     ORDER BY o.id
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.order_list(text, text, integer, integer) IS 'Orders, a page at a time. PD001, PD012.';
