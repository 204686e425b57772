-- SPDX-License-Identifier: Apache-2.0
--
-- The signed balance of an account at the end of a business date: what was booked on it by then.
-- A customer's account: the running balance of the last such entry, found by binary search.  Other accounts may be
-- booked out of order (an import posts whole days of others on them), and entries of deferred ones have no running
-- balance: there the nearest folded balance that holds nothing later, and the entries behind it, are added up.

CREATE OR REPLACE FUNCTION pd.balance_at(p_ledger smallint, p_account bigint, p_date date) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_version bigint;
    v_is_customer boolean;
    v_seq bigint := 0;
    v_posted bigint := 0;
BEGIN
    SELECT b.version, a.kind = 'customer' INTO v_version, v_is_customer
      FROM pd.account a
      JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id
     WHERE a.ledger = p_ledger AND a.id = p_account;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF v_is_customer THEN
        v_seq := pd.seq_at(p_ledger, p_account, v_version, p_date);
        RETURN coalesce((SELECT e.balance
                           FROM pd.entry e
                          WHERE e.ledger = p_ledger AND e.account = p_account AND e.seq = v_seq), 0);
    END IF;
    SELECT p.seq, p.posted INTO v_seq, v_posted
      FROM pd.balance_point p
     WHERE p.ledger = p_ledger AND p.account = p_account AND p.booked <= p_date
     ORDER BY p.seq DESC
     LIMIT 1;
    RETURN coalesce(v_posted, 0)
           + coalesce((SELECT sum(e.amount)
                         FROM pd.entry e
                        WHERE e.ledger = p_ledger AND e.account = p_account AND e.seq > coalesce(v_seq, 0)
                          AND e.booked <= p_date), 0);
END $$;
COMMENT ON FUNCTION pd.balance_at(smallint, bigint, date) IS 'Signed balance at the end of a business date; NULL: no such account.';
