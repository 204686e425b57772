-- SPDX-License-Identifier: Apache-2.0
--
-- Makes a standing order: pays from one account to another every day, week, month, quarter or year, until a last day, for
-- a number of times, or until it is cancelled.  The worker pays it.  Operation order.create.
-- PD001 field, PD012 to PD015 as payment.transfer; funds are asked for on the day.

CREATE OR REPLACE FUNCTION api.order_create(
    p_request uuid, p_from text, p_to text, p_amount text, p_first date, p_every text, p_text text DEFAULT NULL,
    p_last date DEFAULT NULL, p_times integer DEFAULT NULL, p_day_rule text DEFAULT NULL,
    p_month_end boolean DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('order.create', p_request,
        jsonb_build_object('from', p_from, 'to', p_to, 'amount', p_amount, 'first', p_first, 'every', p_every,
            'text', p_text, 'last', p_last, 'times', p_times, 'day_rule', p_day_rule, 'month_end', p_month_end));
    v_order pd.standing_order;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    IF p_every IS NULL THEN
        PERFORM pd.refuse('PD001', 'Say how often: every day, week, month, quarter or year.', 'every', 'For one payment: payment.schedule.');
    END IF;
    v_order := pd.plan_order(v_call.ledger, v_call.business_date, p_from, p_to, p_amount, p_text, p_first, p_every,
                             p_last, p_times, p_day_rule, p_month_end);
    v_order.id := pd.order_make(v_call, v_order);
    RETURN pd.call_end(v_call, pd.order_answer(v_order, pd.plan_order_legs(v_order)), v_order.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.order_create(uuid, text, text, text, date, text, text, date, integer, text, boolean) IS
    'Makes a standing order: number, next_due, next_run, fee of today. PD001, PD012 to PD015.';
