-- SPDX-License-Identifier: Apache-2.0
--
-- Moves money between two customers' accounts of one currency; the payer pays the fee.  Operation payment.transfer.
-- With an earlier value date it counts from then (supervisors, open periods); with a later one it is kept as an order.
-- PD004 and PD010 value date, PD012 to PD015, PD018 funds.

CREATE OR REPLACE FUNCTION api.payment_transfer(
    p_request uuid, p_from text, p_to text, p_amount text, p_text text DEFAULT NULL,
    p_value_date date DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('payment.transfer', p_request,
        jsonb_build_object('from', p_from, 'to', p_to, 'amount', p_amount, 'text', p_text, 'value_date', p_value_date));
    v_answer jsonb := v_call.answer;
    v_text text;
    v_legs pd.leg[];
    v_field text;
    v_hint text;
BEGIN
    -- What is plain needs no block with an exception clause, which costs a subtransaction.
    v_answer := coalesce(v_answer, pd.payment_transfer_plain(v_call, p_from, p_to, p_amount, p_text, p_value_date));
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    BEGIN
        v_text := pd.text_clean(p_text, 'text', 140);
        IF p_value_date > v_call.business_date THEN
            v_answer := pd.order_schedule_transfer(v_call, p_from, p_to, p_amount, v_text, p_value_date);
            RETURN pd.call_end(v_call, v_answer, v_answer ->> 'order');
        ELSIF p_value_date < v_call.business_date THEN
            PERFORM pd.value_date_check(v_call.ledger, v_call.business_date, p_value_date,
                                        (SELECT s.role FROM pd.staff s WHERE s.id = v_call.staff), 'value_date');
        END IF;
        v_legs := pd.plan_payment_transfer(v_call.ledger, p_from, p_to, p_amount);
        v_answer := pd.plan_post(v_call, v_legs, v_text, 'from', NULL, p_value_date);
        RETURN pd.call_end(v_call, v_answer, v_answer ->> 'receipt');
    EXCEPTION WHEN SQLSTATE 'PD000' THEN
        GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
        RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
    END;
END $$;
COMMENT ON FUNCTION api.payment_transfer(uuid, text, text, text, text, date) IS
    'Transfer: receipt, amount, fee, new balance of the payer; on a later day: the order. PD004, PD010, PD012 to PD015, PD018.';
