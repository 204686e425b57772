-- SPDX-License-Identifier: Apache-2.0
--
-- Writes where an order stands: its next due date, status, failures.

CREATE OR REPLACE FUNCTION pd.order_move(p_order pd.standing_order) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE pd.standing_order o
       SET status = p_order.status, status_reason = p_order.status_reason, place = p_order.place,
           next_due = p_order.next_due, next_run = p_order.next_run, next_try = p_order.next_try,
           failures = p_order.failures, changed_at = clock_timestamp()
     WHERE o.ledger = p_order.ledger AND o.id = p_order.id;
END $$;
COMMENT ON FUNCTION pd.order_move(pd.standing_order) IS 'Writes what moves in an order.';
