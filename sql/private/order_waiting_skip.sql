-- SPDX-License-Identifier: Apache-2.0
--
-- The due date that an order was still trying to pay, if there is one, is given up.

CREATE OR REPLACE FUNCTION pd.order_waiting_skip(p_order pd.standing_order, p_business_date date, p_reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE pd.order_execution e
       SET state = 'skipped', booked = p_business_date, reason = p_reason, at = clock_timestamp()
     WHERE e.ledger = p_order.ledger AND e.standing_order = p_order.id AND e.due = p_order.next_due AND e.state = 'waiting';
END $$;
COMMENT ON FUNCTION pd.order_waiting_skip(pd.standing_order, date, text) IS 'Skips the due date that waits for another try.';
