-- SPDX-License-Identifier: Apache-2.0
--
-- Changes what an order pays, to whom, and where it ends; NULL = unchanged.  How often it pays is not changed: that is
-- another order.  Operation order.change.
-- PD001 field, PD012 to PD015 as payment.transfer, PD029 ended or cancelled.

CREATE OR REPLACE FUNCTION api.order_change(
    p_request uuid, p_order integer, p_to text DEFAULT NULL, p_amount text DEFAULT NULL, p_text text DEFAULT NULL,
    p_last date DEFAULT NULL, p_times integer DEFAULT NULL, p_until_cancelled boolean DEFAULT NULL,
    p_day_rule text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('order.change', p_request,
        jsonb_build_object('order', p_order, 'to', p_to, 'amount', p_amount, 'text', p_text, 'last', p_last,
            'times', p_times, 'until_cancelled', p_until_cancelled, 'day_rule', p_day_rule));
    v_order pd.standing_order;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_order := pd.order_take(v_call.ledger, p_order, ARRAY['active', 'paused', 'suspended']);
    v_order := pd.plan_order_change(v_order, p_to, p_amount, p_text, p_last, p_times, p_until_cancelled, p_day_rule);
    UPDATE pd.standing_order o
       SET to_account = v_order.to_account, amount = v_order.amount, text = v_order.text, last_day = v_order.last_day,
           times = v_order.times, day_rule = v_order.day_rule, next_run = v_order.next_run, changed_at = clock_timestamp()
     WHERE o.ledger = v_order.ledger AND o.id = v_order.id;
    RETURN pd.call_end(v_call, pd.order_answer(v_order, pd.plan_order_legs(v_order)), v_order.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.order_change(uuid, integer, text, text, text, date, integer, boolean, text) IS
    'Changes an order; NULL = unchanged. PD001, PD012 to PD015, PD029.';
