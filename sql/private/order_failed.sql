-- SPDX-License-Identifier: Apache-2.0
--
-- A due date that could not be paid: tried again later, or failed for good, with a notice to the payer; an order that
-- fails too often in a row is suspended.  What no waiting can mend (no such account, closed, other currency) is not tried again.

CREATE OR REPLACE FUNCTION pd.order_failed(p_order pd.standing_order, p_business_date date, p_code text, p_reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order := p_order;
    v_policy pd.order_policy := pd.order_policy_of(p_order.ledger);
    v_tries integer := 1 + coalesce((SELECT e.tries
                                       FROM pd.order_execution e
                                      WHERE e.ledger = p_order.ledger AND e.standing_order = p_order.id AND e.due = p_order.next_due), 0);
    v_final boolean := v_tries >= v_policy.tries OR p_code IN ('PD001', 'PD012', 'PD013', 'PD015');
    v_detail jsonb := jsonb_build_object(
        'order', p_order.id, 'due', p_order.next_due, 'code', p_code, 'tries', v_tries, 'amount_minor', p_order.amount,
        'currency', (SELECT c.code FROM pd.currency c WHERE c.number = p_order.currency));
BEGIN
    PERFORM pd.order_execution_write(p_order, p_business_date, CASE WHEN v_final THEN 'failed' ELSE 'waiting' END, NULL, p_code, p_reason);
    PERFORM pd.event_write(NULL, p_order.ledger, 'order.execute', p_order.id::text,
                           pd.order_request(p_order.ledger, p_order.id, p_order.next_due), 'failed', v_detail);
    IF NOT v_final THEN
        v_order.next_try := clock_timestamp() + v_policy.retry_wait;
        PERFORM pd.order_move(v_order);
        RETURN;
    END IF;
    PERFORM pd.notice_write(p_order.ledger, 'order.failed', p_order.from_account, v_detail);
    v_order.failures := v_order.failures + 1;
    v_order := pd.order_next(v_order);
    IF v_order.status = 'ended' THEN
        v_order.status_reason := p_reason;
    ELSIF v_order.failures >= v_policy.suspend_after THEN
        v_order.status := 'suspended';
        v_order.status_reason := p_reason;
        PERFORM pd.notice_write(p_order.ledger, 'order.suspended', p_order.from_account,
                                jsonb_build_object('order', p_order.id, 'code', p_code, 'failures', v_order.failures));
    END IF;
    PERFORM pd.order_move(v_order);
END $$;
COMMENT ON FUNCTION pd.order_failed(pd.standing_order, date, text, text) IS 'Records a try that failed: waits, or fails with a notice.';
