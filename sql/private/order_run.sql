-- SPDX-License-Identifier: Apache-2.0
--
-- Settles the next due date of an order that the caller has locked: paid, skipped, or failed, now or after more tries.
-- A refusal undoes its own payment only.  Lost races for locks go to the caller, who tries the whole again.

CREATE OR REPLACE FUNCTION pd.order_run(p_order pd.standing_order, p_business_date date) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order := p_order;
    v_code text;
    v_reason text;
BEGIN
    IF EXISTS (SELECT
                 FROM pd.order_execution e
                WHERE e.ledger = p_order.ledger AND e.standing_order = p_order.id AND e.due = p_order.next_due
                  AND e.state <> 'waiting') THEN
        PERFORM pd.order_move(pd.order_next(p_order));
        RETURN;
    END IF;
    IF p_order.day_rule = 'skip' AND NOT pd.is_business_day(p_order.ledger, p_order.next_due) THEN
        PERFORM pd.order_execution_write(p_order, p_business_date, 'skipped', NULL, NULL, 'No business day.');
        PERFORM pd.order_move(pd.order_next(p_order));
        RETURN;
    END IF;
    BEGIN
        PERFORM pd.order_execution_write(p_order, p_business_date, 'paid', pd.order_pay(p_order, p_business_date), NULL, NULL);
        PERFORM pd.event_write(NULL, p_order.ledger, 'order.execute', p_order.id::text,
                               pd.order_request(p_order.ledger, p_order.id, p_order.next_due), 'done');
        v_order.failures := 0;
        PERFORM pd.order_move(pd.order_next(v_order));
    EXCEPTION
        WHEN serialization_failure OR deadlock_detected OR lock_not_available OR query_canceled THEN
            RAISE;
        WHEN OTHERS THEN
            v_code := SQLSTATE;
            v_reason := SQLERRM;
    END;
    IF v_code LIKE 'PD%' THEN
        PERFORM pd.order_failed(p_order, p_business_date, v_code, v_reason);
    ELSIF v_code IS NOT NULL THEN
        RAISE LOG 'paydesk order: order=% due=% sqlstate=% error=%', p_order.id, p_order.next_due, v_code, v_reason;
        PERFORM pd.order_failed(p_order, p_business_date, v_code, 'Something went wrong inside the program.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.order_run(pd.standing_order, date) IS 'Settles an order''s next due date, or counts a try.';
