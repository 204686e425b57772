-- SPDX-License-Identifier: Apache-2.0
--
-- An order taken up again: due dates whose business date has passed are left out, and one that was being tried is skipped
-- with them.  It may have ended meanwhile.

CREATE OR REPLACE FUNCTION pd.order_resumed(p_order pd.standing_order, p_business_date date) RETURNS pd.standing_order
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order := p_order;
BEGIN
    IF v_order.next_run < p_business_date THEN
        PERFORM pd.order_waiting_skip(v_order, p_business_date, 'The order was paused.');
    END IF;
    WHILE v_order.next_run < p_business_date LOOP
        v_order := pd.order_next(v_order);
    END LOOP;
    IF v_order.next_due IS NOT NULL THEN
        v_order.status := 'active';
        v_order.status_reason := NULL;
    END IF;
    v_order.next_try := NULL;
    v_order.failures := 0;
    RETURN v_order;
END $$;
COMMENT ON FUNCTION pd.order_resumed(pd.standing_order, date) IS 'The order at its next due date that is not past.';
