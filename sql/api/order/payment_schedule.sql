-- SPDX-License-Identifier: Apache-2.0
--
-- A transfer on a later day: an order of one payment, which the worker pays.  Operation payment.schedule.
-- PD001 field, PD012 to PD015 as payment.transfer; funds are asked for on the day.

CREATE OR REPLACE FUNCTION api.payment_schedule(
    p_request uuid, p_from text, p_to text, p_amount text, p_day date, p_text text DEFAULT NULL,
    p_day_rule text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('payment.schedule', p_request,
        jsonb_build_object('from', p_from, 'to', p_to, 'amount', p_amount, 'day', p_day, 'text', p_text,
            'day_rule', p_day_rule));
    v_order pd.standing_order;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_order := pd.plan_schedule(v_call.ledger, p_from, p_to, p_amount, p_day, p_text, p_day_rule);
    v_order.id := pd.order_make(v_call, v_order);
    RETURN pd.call_end(v_call, pd.order_answer(v_order, pd.plan_order_legs(v_order)), v_order.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.payment_schedule(uuid, text, text, text, date, text, text) IS
    'Makes an order of one payment on a later day. PD001, PD012 to PD015.';
