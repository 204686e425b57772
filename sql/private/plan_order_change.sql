-- SPDX-License-Identifier: Apache-2.0
--
-- An order with changes, judged but not kept; NULL = unchanged.  The payment is judged whole again, so that an order whose
-- payee is closed can only be changed to pay somebody else.

CREATE OR REPLACE FUNCTION pd.plan_order_change(
    p_order pd.standing_order, p_to text, p_amount text, p_text text, p_last date, p_times integer, p_until_cancelled boolean,
    p_day_rule text)
RETURNS pd.standing_order
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order := p_order;
    v_legs pd.leg[];
BEGIN
    IF p_until_cancelled AND coalesce(p_last::text, p_times::text) IS NOT NULL THEN
        PERFORM pd.refuse('PD001', 'An order that goes on until it is cancelled has no last day and no number of times.',
                          'until_cancelled');
    ELSIF v_order.kind = 'once' AND (p_last IS NOT NULL OR p_times IS NOT NULL OR p_until_cancelled OR p_day_rule = 'skip') THEN
        PERFORM pd.refuse('PD029', format('Order %s is one payment: it has no end and is not skipped.', v_order.id), 'order');
    ELSIF p_day_rule NOT IN ('next', 'previous', 'skip', 'any') THEN
        PERFORM pd.refuse('PD001', 'The rule for other days is next, previous, skip or any.', 'day_rule');
    END IF;
    v_order.text := coalesce(pd.text_clean(p_text, 'text', 140), v_order.text);
    v_legs := pd.plan_payment_transfer(
        v_order.ledger,
        (SELECT a.number FROM pd.account a WHERE a.ledger = v_order.ledger AND a.id = v_order.from_account),
        coalesce(p_to, (SELECT a.number FROM pd.account a WHERE a.ledger = v_order.ledger AND a.id = v_order.to_account)),
        coalesce(p_amount, pd.money_text(v_order.amount, v_order.currency)));
    v_order.to_account := v_legs[2].account;
    v_order.amount := v_legs[2].amount;
    IF p_until_cancelled OR p_last IS NOT NULL OR p_times IS NOT NULL THEN
        v_order.last_day := p_last;
        v_order.times := p_times;
    END IF;
    PERFORM pd.order_end_check(v_order, v_order.next_due);
    v_order.day_rule := coalesce(p_day_rule, v_order.day_rule);
    v_order.next_run := pd.order_run_day(v_order.ledger, v_order.next_due, v_order.day_rule);
    RETURN v_order;
END $$;
COMMENT ON FUNCTION pd.plan_order_change(pd.standing_order, text, text, text, date, integer, boolean, text) IS
    'An order with changes, judged. PD001, PD012 to PD015, PD029.';
