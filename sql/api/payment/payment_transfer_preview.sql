-- SPDX-License-Identifier: Apache-2.0
--
-- What payment.transfer would post: the exact entries and balances, nothing written.  On a later day: what the order
-- would post, with today's fee and no balances.

CREATE OR REPLACE FUNCTION api.payment_transfer_preview(
    p_from text, p_to text, p_amount text, p_text text DEFAULT NULL, p_value_date date DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('payment.transfer');
    v_date date;
    v_order pd.standing_order;
BEGIN
    PERFORM pd.text_clean(p_text, 'text', 140);
    IF p_value_date IS NOT NULL THEN
        SELECT l.business_date INTO STRICT v_date FROM pd.ledger l WHERE l.id = v_staff.ledger;
        IF p_value_date > v_date + 36600 THEN
            PERFORM pd.refuse('PD001', 'A later day is within a hundred years.', 'value_date');
        ELSIF p_value_date > v_date THEN
            v_order := pd.plan_schedule(v_staff.ledger, p_from, p_to, p_amount, p_value_date, p_text, NULL);
            RETURN pd.plan_order_show(v_order) || jsonb_build_object('remark', format('Kept as an order and paid on %s.', v_order.next_run));
        END IF;
        PERFORM pd.value_date_check(v_staff.ledger, v_date, p_value_date, v_staff.role, 'value_date');
    END IF;
    RETURN pd.plan_preview(v_staff, 'payment.transfer', pd.plan_payment_transfer(v_staff.ledger, p_from, p_to, p_amount), 'from');
END $$;
COMMENT ON FUNCTION api.payment_transfer_preview(text, text, text, text, date) IS
    'Preview of payment.transfer: entries, fee_minor, total_minor, currency; refuses as it would.';
