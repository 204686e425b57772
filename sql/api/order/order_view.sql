-- SPDX-License-Identifier: Apache-2.0
--
-- An order with its newest due dates in words; order.executions has them all.  Operation order.view.

CREATE OR REPLACE FUNCTION api.order_view(p_order integer) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('order.view');
    v_order pd.standing_order := pd.order_get(v_staff.ledger, p_order, 'order');
BEGIN
    RETURN (
    SELECT jsonb_build_object(
               'order', v_order.id, 'kind', v_order.kind, 'status', v_order.status, 'status_reason', v_order.status_reason,
               'from', f.number, 'to', t.number, 'amount_minor', v_order.amount, 'currency', c.code, 'text', v_order.text,
               'every', v_order.every, 'first', v_order.first_day, 'month_end', v_order.is_month_end, 'last', v_order.last_day,
               'times', v_order.times, 'day_rule', v_order.day_rule, 'next_due', v_order.next_due, 'next_run', v_order.next_run,
               'next_try', v_order.next_try, 'failures', v_order.failures, 'created_at', v_order.created_at,
               'created_by', s.name, 'executions', pd.order_history(v_order, 12))
      FROM pd.account f
      JOIN pd.account t ON t.ledger = f.ledger AND t.id = v_order.to_account
      JOIN pd.currency c ON c.number = f.currency
      LEFT JOIN pd.staff s ON s.id = v_order.staff
     WHERE f.ledger = v_order.ledger AND f.id = v_order.from_account);
END $$;
COMMENT ON FUNCTION api.order_view(integer) IS 'An order, its next payment, what became of the last ones. PD012.';
