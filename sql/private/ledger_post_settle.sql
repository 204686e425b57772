-- SPDX-License-Identifier: Apache-2.0
--
-- Before funds are refused: what was reserved on these accounts and has run out is cleared away, in account id order.

CREATE OR REPLACE FUNCTION pd.post_settle(p_ledger smallint, p_legs pd.leg[]) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_account bigint;
    v_is_freed boolean := false;
BEGIN
    FOR v_account IN
        SELECT b.account
          FROM pd.balance b
         WHERE b.ledger = p_ledger
           AND b.account IN (SELECT l.account FROM unnest(p_legs) AS l(account, amount, what, field))
           AND (b.pending <> 0 OR b.held <> 0)
         ORDER BY b.account
    LOOP
        v_is_freed := pd.reservation_settle(p_ledger, v_account) OR v_is_freed;
    END LOOP;
    RETURN v_is_freed;
END $$;
COMMENT ON FUNCTION pd.post_settle(smallint, pd.leg[]) IS 'Clears expired reservations of the legs'' accounts; true when any was.';
