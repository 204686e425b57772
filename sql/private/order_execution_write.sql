-- SPDX-License-Identifier: Apache-2.0
--
-- Writes what became of an order's next due date.  One row for each due date, and once it is final it stays: PD027.

CREATE OR REPLACE FUNCTION pd.order_execution_write(
    p_order pd.standing_order, p_booked date, p_state text, p_journal bigint, p_code text, p_reason text)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_tried integer := CASE WHEN p_state = 'skipped' THEN 0 ELSE 1 END;
BEGIN
    INSERT INTO pd.order_execution AS e (ledger, standing_order, due, state, tries, booked, amount, request, journal, code, reason,
                                         failure)
    VALUES (p_order.ledger, p_order.id, p_order.next_due, p_state, v_tried, p_booked, p_order.amount,
            pd.order_request(p_order.ledger, p_order.id, p_order.next_due), p_journal, p_code, p_reason,
            CASE WHEN p_state = 'failed' THEN nextval('pd.order_failure_number') END)
    ON CONFLICT (ledger, standing_order, due) DO UPDATE
       SET state = excluded.state, tries = e.tries + v_tried, booked = excluded.booked, amount = excluded.amount,
           journal = excluded.journal, code = excluded.code, reason = excluded.reason, at = excluded.at,
           failure = excluded.failure
     WHERE e.state = 'waiting';
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD027', format('Order %s has settled its due date %s already.', p_order.id, p_order.next_due));
    END IF;
END $$;
COMMENT ON FUNCTION pd.order_execution_write(pd.standing_order, date, text, bigint, text, text) IS
    'Records an execution: waiting may still change, the rest is final (PD027).';
