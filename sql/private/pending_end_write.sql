-- SPDX-License-Identifier: Apache-2.0
--
-- Ends a pending transfer: its end row, what was reserved for it and is not freed yet, and the limit's usage of what was
-- not posted.  Returns the amount that was pending.  The account's balance row is locked; should the debit account be
-- one that nobody locks, the key of the end row lets one resolver through and tells the other to ask again (40001).

CREATE OR REPLACE FUNCTION pd.pending_end_write(
    p_ledger smallint, p_pending bigint, p_outcome text, p_amount bigint, p_journal bigint, p_request uuid, p_staff integer)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_pending pd.pending;
BEGIN
    SELECT p.* INTO STRICT v_pending FROM pd.pending p WHERE p.ledger = p_ledger AND p.id = p_pending;
    INSERT INTO pd.pending_end (ledger, pending, outcome, amount, journal, request, staff)
    VALUES (p_ledger, p_pending, p_outcome, p_amount, p_journal, p_request, p_staff)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM pd.refuse('40001', 'The pending transfer was resolved at the same moment.', NULL, 'Ask again.');
    END IF;
    PERFORM pd.reservation_free(p_ledger, v_pending.debit, p_pending, v_pending.amount);
    IF p_amount < v_pending.amount THEN
        PERFORM pd.limit_give_back(p_ledger, v_pending.operation, v_pending.staff, v_pending.business_date, v_pending.at,
            pd.pending_legs(v_pending.debit, v_pending.credit, v_pending.amount - p_amount, NULL, NULL));
    END IF;
    RETURN v_pending.amount;
END $$;
COMMENT ON FUNCTION pd.pending_end_write(smallint, bigint, text, bigint, bigint, uuid, integer) IS
    'Ends a pending transfer as posted, voided or expired, once.';
