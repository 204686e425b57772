-- SPDX-License-Identifier: Apache-2.0
--
-- The exact balance of a deferred account after one of its entries: the nearest folded balance before it and the entries
-- in between, of which there are no more than a few hundred once they are folded (pd.fold_account).

CREATE OR REPLACE FUNCTION pd.balance_after(p_ledger smallint, p_account bigint, p_seq bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_seq bigint;
    v_posted bigint;
BEGIN
    SELECT p.seq, p.posted INTO v_seq, v_posted
      FROM pd.balance_point p
     WHERE p.ledger = p_ledger AND p.account = p_account AND p.seq <= p_seq
     ORDER BY p.seq DESC
     LIMIT 1;
    RETURN coalesce(v_posted, 0)
           + (SELECT coalesce(sum(e.amount), 0)
                FROM pd.entry e
               WHERE e.ledger = p_ledger AND e.account = p_account AND e.seq > coalesce(v_seq, 0) AND e.seq <= p_seq)::bigint;
END $$;
COMMENT ON FUNCTION pd.balance_after(smallint, bigint, bigint) IS 'Signed balance of a deferred account after the entry p_seq.';
