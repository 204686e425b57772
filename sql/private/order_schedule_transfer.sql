-- SPDX-License-Identifier: Apache-2.0
--
-- A transfer with a later value date: kept as an order of one payment, which the worker pays on that day, or on the next
-- business day.  The answer for the caller's pd.call_end; nothing is posted or reserved now.
-- PD001 on value_date: not after the business date; PD012 to PD015.

CREATE OR REPLACE FUNCTION pd.order_schedule_transfer(
    p_call pd.call, p_from text, p_to text, p_amount text, p_text text, p_value_date date)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order;
BEGIN
    IF p_value_date <= p_call.business_date OR p_value_date > p_call.business_date + 36600 OR p_value_date IS NULL THEN
        PERFORM pd.refuse('PD001', format('A later day is one after today''s business date, %s, and within a hundred years.',
                                          p_call.business_date), 'value_date');
    END IF;
    v_order := pd.plan_order(p_call.ledger, p_call.business_date, p_from, p_to, p_amount, p_text, p_value_date, NULL, NULL, NULL,
                             'next', false);
    v_order.id := pd.order_make(p_call, v_order);
    RETURN pd.order_answer(v_order, pd.plan_order_legs(v_order));
END $$;
COMMENT ON FUNCTION pd.order_schedule_transfer(pd.call, text, text, text, text, date) IS
    'Keeps a transfer for a later day: order, next_due, next_run, amount, fee. PD001, PD012 to PD015.';
