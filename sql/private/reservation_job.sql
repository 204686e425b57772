-- SPDX-License-Identifier: Apache-2.0
--
-- The job "reservations": writes down what time has done to reservations, on at most p_limit accounts.  Nothing waits
-- for it, reading and posting are exact without it; it keeps the rows few.  Accounts that somebody works on are left for
-- the next run.  Safe to run twice at once.  Returns how many accounts it settled; 0: nothing is left to do.

CREATE OR REPLACE FUNCTION pd.job_reservations(p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_count integer := 0;
    v_due record;
BEGIN
    FOR v_due IN
        SELECT b.ledger, b.account
          FROM pd.balance b
         WHERE (b.ledger, b.account) IN (SELECT r.ledger, r.account
                                           FROM pd.reserved r
                                          WHERE r.next_at <= clock_timestamp()
                                          ORDER BY r.next_at
                                          LIMIT p_limit)
         ORDER BY b.ledger, b.account
           FOR NO KEY UPDATE SKIP LOCKED
    LOOP
        PERFORM pd.reservation_settle(v_due.ledger, v_due.account);
        v_count := v_count + 1;
    END LOOP;
    RETURN v_count;
END $$;
COMMENT ON FUNCTION pd.job_reservations(integer) IS
    'Job: writes expired pendings and due releases of up to p_limit accounts; returns how many accounts.';
