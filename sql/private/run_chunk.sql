-- SPDX-License-Identifier: Apache-2.0
--
-- Does a run for its next p_limit accounts, in the caller's transaction: all of them and the mark how far the run is, or
-- nothing.  The run's row is locked first, so two who do the same run take turns, and whoever comes after a kill goes on
-- where the last commit ended.  One chunk per transaction: two would lock balance rows out of order.

CREATE OR REPLACE FUNCTION pd.run_chunk(p_run bigint, p_limit integer, p_staff integer) RETURNS pd.run
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_run pd.run;
    v_account bigint[];
    v_posted integer := 0;
    v_doubtful integer := 0;
BEGIN
    SELECT r.* INTO STRICT v_run FROM pd.run r WHERE r.id = p_run FOR UPDATE;
    IF v_run.state = 'done' THEN
        RETURN v_run;
    END IF;
    v_account := ARRAY(
        SELECT a.id
          FROM pd.account a
          JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id
         WHERE a.ledger = v_run.ledger AND a.id > v_run.next AND a.kind = 'customer' AND b.flags & 24 = 0
         ORDER BY a.id
         LIMIT p_limit);
    IF cardinality(v_account) > 0 THEN
        CASE v_run.kind
            WHEN 'accrual' THEN
                PERFORM pd.accrual_write(v_run.ledger, v_account, v_run.day, v_run.id);
            WHEN 'interest' THEN
                SELECT p.posted, p.below_floor INTO v_posted, v_doubtful
                  FROM pd.interest_post_accounts(v_run.ledger, v_account, v_run.day, false, v_run.id, 'interest.post', p_staff) p;
            WHEN 'statement_fee' THEN
                SELECT p.posted, p.owing INTO v_posted, v_doubtful
                  FROM pd.statement_fee_accounts(v_run.ledger, v_account, v_run.day, p_staff) p;
        END CASE;
    END IF;
    UPDATE pd.run r
       SET next = coalesce(v_account[cardinality(v_account)], r.next),
           done = r.done + cardinality(v_account),
           posted = r.posted + v_posted,
           doubtful = r.doubtful + v_doubtful,
           state = CASE WHEN cardinality(v_account) < p_limit THEN 'done' ELSE 'open' END,
           finished_at = CASE WHEN cardinality(v_account) < p_limit THEN clock_timestamp() END
     WHERE r.id = p_run
    RETURNING r.* INTO v_run;
    RETURN v_run;
END $$;
COMMENT ON FUNCTION pd.run_chunk(bigint, integer, integer) IS 'Does the next accounts of a run; the run as it then is.';
