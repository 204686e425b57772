-- SPDX-License-Identifier: Apache-2.0
--
-- The order moved on to its next due date, or ended when there is none.  Writes nothing.

CREATE OR REPLACE FUNCTION pd.order_next(p_order pd.standing_order) RETURNS pd.standing_order
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order := p_order;
    v_due date;
BEGIN
    v_order.place := v_order.place + 1;
    v_order.next_try := NULL;
    v_due := pd.order_due(v_order.first_day, v_order.every, v_order.is_month_end, v_order.place);
    IF v_order.kind = 'once' OR v_order.place >= v_order.times OR v_due > v_order.last_day THEN
        v_order.next_due := NULL;
        v_order.next_run := NULL;
        v_order.status := 'ended';
        v_order.status_reason := NULL;
    ELSE
        v_order.next_due := v_due;
        v_order.next_run := pd.order_run_day(v_order.ledger, v_due, v_order.day_rule);
    END IF;
    RETURN v_order;
END $$;
COMMENT ON FUNCTION pd.order_next(pd.standing_order) IS 'The order after its next due date is settled.';
