-- SPDX-License-Identifier: Apache-2.0
--
-- What became of an order's due dates, newest first, a page at a time: p_before is the last due date of the page before.
-- Operation order.executions.

CREATE OR REPLACE FUNCTION api.order_executions(p_order integer, p_before date DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    due date, state text, booked date, amount_minor bigint, currency text, receipt text, tries integer, code text, reason text,
    at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('order.executions');
    v_limit integer := pd.page_limit(p_limit, 25);
    v_order pd.standing_order := pd.order_get(v_staff.ledger, p_order, 'order');
BEGIN
    RETURN QUERY
    SELECT e.due, pd.order_execution_state(e), e.booked, e.amount, c.code, pd.receipt_number(e.ledger, e.journal), e.tries, e.code,
           e.reason, e.at
      FROM pd.order_execution e
      JOIN pd.currency c ON c.number = v_order.currency
     WHERE e.ledger = v_order.ledger AND e.standing_order = v_order.id AND e.due < coalesce(p_before, 'infinity')
     ORDER BY e.due DESC
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.order_executions(integer, date, integer) IS 'Due dates of an order, newest first. PD001, PD012.';
