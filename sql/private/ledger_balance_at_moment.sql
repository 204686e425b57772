-- SPDX-License-Identifier: Apache-2.0
--
-- The signed balance of an account at a moment of the server's clock: what had been written on it by then.  By binary
-- search; on deferred accounts the nearest folded balance and the entries behind it are added up.

CREATE OR REPLACE FUNCTION pd.balance_at_moment(p_ledger smallint, p_account bigint, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_version bigint;
    v_is_deferred boolean;
    v_seq bigint := 0;
    v_posted bigint := 0;
BEGIN
    SELECT b.version, b.flags & 32 <> 0 INTO v_version, v_is_deferred
      FROM pd.balance b
     WHERE b.ledger = p_ledger AND b.account = p_account;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF NOT v_is_deferred THEN
        v_seq := pd.seq_at_moment(p_ledger, p_account, v_version, p_at);
        RETURN coalesce((SELECT e.balance
                           FROM pd.entry e
                          WHERE e.ledger = p_ledger AND e.account = p_account AND e.seq = v_seq), 0);
    END IF;
    -- All that was folded by then had been written by then; what stood in the queue is found by its time.
    SELECT p.seq, p.posted INTO v_seq, v_posted
      FROM pd.balance_point p
     WHERE p.ledger = p_ledger AND p.account = p_account AND p.at <= p_at
     ORDER BY p.seq DESC
     LIMIT 1;
    RETURN coalesce(v_posted, 0)
           + coalesce((SELECT sum(e.amount)
                         FROM pd.entry e
                         JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal
                        WHERE e.ledger = p_ledger AND e.account = p_account AND e.seq > coalesce(v_seq, 0)
                          AND j.created_at <= p_at), 0);
END $$;
COMMENT ON FUNCTION pd.balance_at_moment(smallint, bigint, timestamptz) IS 'Signed balance at a moment; NULL: no such account.';
