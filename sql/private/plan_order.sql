-- SPDX-License-Identifier: Apache-2.0
--
-- An order as it would be made, without its number: payer, payee and amount judged by the planner of payment.transfer,
-- its days by the calendar.  Whether there will be money is known on the day only.  p_every NULL: one payment.
-- PD001, PD012 to PD015.

CREATE OR REPLACE FUNCTION pd.plan_order(
    p_ledger smallint, p_business_date date, p_from text, p_to text, p_amount text, p_text text, p_first date, p_every text,
    p_last date, p_times integer, p_day_rule text, p_is_month_end boolean)
RETURNS pd.standing_order
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order;
    v_legs pd.leg[];
BEGIN
    v_order.text := pd.text_clean(p_text, 'text', 140);
    v_legs := pd.plan_payment_transfer(p_ledger, p_from, p_to, p_amount);
    v_order.ledger := p_ledger;
    v_order.kind := CASE WHEN p_every IS NULL THEN 'once' ELSE 'standing' END;
    v_order.from_account := v_legs[1].account;
    v_order.to_account := v_legs[2].account;
    v_order.amount := v_legs[2].amount;
    SELECT a.currency INTO STRICT v_order.currency
      FROM pd.account a
     WHERE a.ledger = p_ledger AND a.id = v_order.from_account;
    v_order.every := p_every;
    v_order.first_day := p_first;
    v_order.is_month_end := coalesce(p_is_month_end, false);
    v_order.last_day := p_last;
    v_order.times := p_times;
    v_order.day_rule := coalesce(p_day_rule, 'next');
    PERFORM pd.order_check(v_order, p_business_date);
    v_order.status := 'active';
    v_order.place := 0;
    v_order.failures := 0;
    v_order.next_due := pd.order_due(p_first, p_every, v_order.is_month_end, 0);
    v_order.next_run := pd.order_run_day(p_ledger, v_order.next_due, v_order.day_rule);
    RETURN v_order;
END $$;
COMMENT ON FUNCTION pd.plan_order(smallint, date, text, text, text, text, date, text, date, integer, text, boolean) IS
    'An order, judged but not kept. PD001, PD012 to PD015.';
