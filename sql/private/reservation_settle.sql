-- SPDX-License-Identifier: Apache-2.0
--
-- Writes down what time has done to the reservations of an account: pending transfers that have expired, holds that
-- have ended or are due to shrink.  True: something was freed.  Locks the balance row when there is something to do.
--
-- Reading never needs it (pd.pending_now, pd.held_now).  Whoever is about to use the money must call it first, so that
-- what was freed is freed for good, whatever the clock says later; the job pd.job_reservations does it for the rest.

CREATE OR REPLACE FUNCTION pd.reservation_settle(p_ledger smallint, p_account bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_now timestamptz := clock_timestamp();
    v_freed bigint := 0;
    v_due record;
BEGIN
    PERFORM FROM pd.reserved r WHERE r.ledger = p_ledger AND r.account = p_account AND r.next_at <= v_now;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM pd.reservation_lock(p_ledger, ARRAY[p_account]);
    FOR v_due IN
        SELECT r.id, r.kind, r.amount, r.next_at
          FROM pd.reserved r
         WHERE r.ledger = p_ledger AND r.account = p_account AND r.next_at <= v_now
         ORDER BY r.id
    LOOP
        v_freed := v_freed + CASE v_due.kind
            WHEN 'pending' THEN pd.pending_end_write(p_ledger, v_due.id, 'expired', 0, NULL, NULL, NULL)
            ELSE pd.hold_due(p_ledger, p_account, v_due.id, v_due.amount, v_due.next_at) END;
    END LOOP;
    RETURN v_freed > 0;
END $$;
COMMENT ON FUNCTION pd.reservation_settle(smallint, bigint) IS
    'Writes what has expired or is due on an account; true when it freed something.';
