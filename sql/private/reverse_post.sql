-- SPDX-License-Identifier: Apache-2.0
--
-- Posts a reversal.  Forced, it lends each customer's account as much overdraft as the reversal takes and takes the loan
-- back in the same transaction, behind row locks taken in the engine's order; what remains is a balance beyond the
-- overdraft.  Answers whether that happened.

CREATE OR REPLACE FUNCTION pd.reverse_post(
    p_call pd.call, p_legs pd.leg[], p_value_date date, p_text text, p_force boolean,
    OUT posted pd.posted, OUT is_forced boolean)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_account bigint[] := '{}';
    v_overdraft bigint[] := '{}';
    v_row record;
BEGIN
    is_forced := false;
    IF p_force THEN
        PERFORM FROM pd.balance b
          WHERE b.ledger = p_call.ledger AND b.account IN (SELECT l.account FROM unnest(p_legs) AS l) AND b.flags & 32 = 0
          ORDER BY b.account
            FOR NO KEY UPDATE;
        FOR v_row IN
            SELECT b.account, b.overdraft, s.total
              FROM (SELECT l.account, sum(l.amount) AS total FROM unnest(p_legs) AS l GROUP BY l.account) s
              JOIN pd.balance b ON b.ledger = p_call.ledger AND b.account = s.account
             WHERE s.total < 0 AND b.side = 1 AND b.flags & 1 = 1
        LOOP
            v_account := v_account || v_row.account;
            v_overdraft := v_overdraft || v_row.overdraft;
            UPDATE pd.balance b
               SET overdraft = least(1000000000000000, v_row.overdraft + greatest(0, -v_row.total - b.posted - v_row.overdraft
                                                                                     + b.pending + b.held))
             WHERE b.ledger = p_call.ledger AND b.account = v_row.account;
        END LOOP;
    END IF;
    posted := pd.post(p_call.ledger, p_call.operation, p_call.request, p_call.staff, p_call.business_date, p_value_date, p_text, p_legs);
    FOR i IN 1 .. cardinality(v_account) LOOP
        UPDATE pd.balance b
           SET overdraft = v_overdraft[i]
         WHERE b.ledger = p_call.ledger AND b.account = v_account[i] AND b.overdraft <> v_overdraft[i];
        is_forced := is_forced OR FOUND;
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.reverse_post(pd.call, pd.leg[], date, text, boolean) IS
    'Posts a reversal, beyond the overdraft when forced; is_forced: it had to. Refuses as pd.post.';
