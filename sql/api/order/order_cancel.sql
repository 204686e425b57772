-- SPDX-License-Identifier: Apache-2.0
--
-- Ends an order for good; what it has paid stays paid.  Operation order.cancel.
-- PD001 field, PD012 no such order, PD029 ended or cancelled already.

CREATE OR REPLACE FUNCTION api.order_cancel(
    p_request uuid, p_order integer, p_reason text)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('order.cancel', p_request,
        jsonb_build_object('order', p_order, 'reason', p_reason));
    v_order pd.standing_order;
    v_reason text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_order := pd.order_take(v_call.ledger, p_order, ARRAY['active', 'paused', 'suspended']);
    PERFORM pd.order_waiting_skip(v_order, v_call.business_date, 'The order was cancelled.');
    v_order.status := 'cancelled';
    v_order.status_reason := v_reason;
    v_order.next_due := NULL;
    v_order.next_run := NULL;
    v_order.next_try := NULL;
    PERFORM pd.order_move(v_order);
    RETURN pd.call_end(v_call, pd.order_answer(v_order), v_order.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.order_cancel(uuid, integer, text) IS
    'Ends an order for good. PD001, PD012, PD029.';
