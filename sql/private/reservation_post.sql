-- SPDX-License-Identifier: Apache-2.0
--
-- Frees what was reserved for it and posts at most that: money that was set aside can never be short.  Should the
-- account be below its floor for another reason (interest that was charged beyond the overdraft), the engine would
-- refuse what was promised; so it is lent the difference for as long as the posting takes, under the lock.
-- p_free is freed, the legs take out at most as much.  Refuses as pd.post, but never PD018.

CREATE OR REPLACE FUNCTION pd.reservation_post(
    p_call pd.call, p_account bigint, p_id bigint, p_free bigint, p_value_date date, p_text text, p_legs pd.leg[])
RETURNS pd.posted
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_lent bigint;
    v_posted pd.posted;
BEGIN
    SELECT least(greatest(-(b.side * b.posted + b.overdraft - b.pending - b.held), 0), 1000000000000000 - b.overdraft)
      INTO v_lent
      FROM pd.balance b
     WHERE b.ledger = p_call.ledger AND b.account = p_account AND b.flags & 33 = 1;
    PERFORM pd.reservation_free(p_call.ledger, p_account, p_id, p_free);
    IF v_lent > 0 THEN
        UPDATE pd.balance b
           SET overdraft = b.overdraft + v_lent
         WHERE b.ledger = p_call.ledger AND b.account = p_account;
    END IF;
    v_posted := pd.post(p_call.ledger, p_call.operation, p_call.request, p_call.staff, p_call.business_date,
                        coalesce(p_value_date, p_call.business_date), p_text, p_legs);
    IF v_lent > 0 THEN
        UPDATE pd.balance b
           SET overdraft = b.overdraft - v_lent
         WHERE b.ledger = p_call.ledger AND b.account = p_account;
    END IF;
    RETURN v_posted;
END $$;
COMMENT ON FUNCTION pd.reservation_post(pd.call, bigint, bigint, bigint, date, text, pd.leg[]) IS
    'Posts against a reservation: frees p_free, posts the legs.';
