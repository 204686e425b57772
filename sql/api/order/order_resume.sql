-- SPDX-License-Identifier: Apache-2.0
--
-- Takes up an order that was paused or suspended, with the first due date that is still to come.  Operation order.resume.
-- PD012 no such order, PD029 state.

CREATE OR REPLACE FUNCTION api.order_resume(
    p_request uuid, p_order integer)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('order.resume', p_request,
        jsonb_build_object('order', p_order));
    v_order pd.standing_order;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_order := pd.order_take(v_call.ledger, p_order, ARRAY['paused', 'suspended']);
    v_order := pd.order_resumed(v_order, v_call.business_date);
    PERFORM pd.order_move(v_order);
    RETURN pd.call_end(v_call, pd.order_answer(v_order), v_order.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.order_resume(uuid, integer) IS
    'Takes up a paused or suspended order with its next due date. PD012, PD029.';
