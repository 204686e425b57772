-- SPDX-License-Identifier: Apache-2.0
--
-- Pays an order's next due date through the planner and engine of payment.transfer, as operation order.execute; the
-- journal.  Nobody is at a desk, so the journal has no staff.

CREATE OR REPLACE FUNCTION pd.order_pay(p_order pd.standing_order, p_business_date date) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call;
    v_answer jsonb;
BEGIN
    v_call.ledger := p_order.ledger;
    v_call.business_date := p_business_date;
    v_call.operation := 'order.execute';
    v_call.request := pd.order_request(p_order.ledger, p_order.id, p_order.next_due);
    v_answer := pd.plan_post(v_call, pd.plan_order_legs(p_order), p_order.text, 'from', NULL);
    RETURN pd.receipt_journal(p_order.ledger, v_answer ->> 'receipt');
END $$;
COMMENT ON FUNCTION pd.order_pay(pd.standing_order, date) IS 'Posts an order''s payment; its journal. Refuses as payment.transfer.';
