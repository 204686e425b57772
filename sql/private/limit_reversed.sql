-- SPDX-License-Identifier: Apache-2.0
--
-- For whoever reverses a journal: what it used of limits is given back, as of the day it was used.  What was posted from a
-- pending transfer was counted when that was opened.

CREATE OR REPLACE FUNCTION pd.limit_reversed(p_ledger smallint, p_journal bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_journal record;
    v_legs pd.leg[];
BEGIN
    SELECT coalesce(p.operation, j.operation) AS operation, coalesce(p.staff, j.staff) AS staff,
           coalesce(p.business_date, j.business_date) AS counted_on, coalesce(p.at, j.created_at) AS at,
           j.entry_account, j.entry_seq
      INTO STRICT v_journal
      FROM pd.journal j
      LEFT JOIN pd.pending_end e ON e.ledger = j.ledger AND e.journal = j.id
      LEFT JOIN pd.pending p ON p.ledger = e.ledger AND p.id = e.pending
     WHERE j.ledger = p_ledger AND j.id = p_journal;
    SELECT array_agg(ROW(e.account, e.amount, e.what, NULL)::pd.leg)
      INTO v_legs
      FROM unnest(v_journal.entry_account, v_journal.entry_seq) k(account, seq)
      JOIN pd.entry e ON e.ledger = p_ledger AND e.account = k.account AND e.seq = k.seq;
    PERFORM pd.limit_give_back(p_ledger, v_journal.operation, v_journal.staff, v_journal.counted_on, v_journal.at, v_legs);
END $$;
COMMENT ON FUNCTION pd.limit_reversed(smallint, bigint) IS 'Gives back what a reversed journal used of limits.';
