-- SPDX-License-Identifier: Apache-2.0
--
-- The entries of a posting as legs, in their order: found by the keys that the journal itself keeps, never by
-- neighbouring ids.

CREATE OR REPLACE FUNCTION pd.journal_legs(p_journal pd.journal, p_field text) RETURNS pd.leg[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT array_agg(ROW(e.account, e.amount, e.what, p_field)::pd.leg ORDER BY k.place)
      FROM unnest(p_journal.entry_account, p_journal.entry_seq) WITH ORDINALITY AS k(account, seq, place)
      JOIN pd.entry e ON e.ledger = p_journal.ledger AND e.account = k.account AND e.seq = k.seq);
END $$;
COMMENT ON FUNCTION pd.journal_legs(pd.journal, text) IS 'The legs that a journal was posted with, field = p_field.';
