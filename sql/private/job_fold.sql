-- SPDX-License-Identifier: Apache-2.0
--
-- The worker's job that keeps deferred accounts and "my items of today" quick to read.  Nothing depends on it: whoever
-- reads adds what is not folded or listed yet.  p_limit: of each account, and of the list, so many entries a call.

CREATE OR REPLACE FUNCTION pd.job_fold(p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_settled bigint := pd.journal_settle();
    v_done integer := pd.journal_list(v_settled, p_limit);
    v_account record;
BEGIN
    FOR v_account IN
        SELECT a.ledger, a.id
          FROM pd.account a
          JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id
         WHERE a.kind = 'internal' AND b.flags & 32 <> 0
         ORDER BY a.ledger, a.id
    LOOP
        v_done := greatest(v_done, pd.fold_account(v_account.ledger, v_account.id, v_settled, p_limit));
    END LOOP;
    -- While people work there is always a little more; that may wait for the next time.
    RETURN CASE WHEN v_done >= p_limit THEN v_done ELSE 0 END;
END $$;
COMMENT ON FUNCTION pd.job_fold(integer) IS 'Folds deferred balances and lists journals by staff; 0: no more than a little is left.';
