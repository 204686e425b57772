-- SPDX-License-Identifier: Apache-2.0
--
-- What the corrections of a posting so far have put on its first account: their first entries, because every correction
-- is planned in the order of the posting that it corrects.

CREATE OR REPLACE FUNCTION pd.correct_sum(p_journal pd.journal) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT coalesce(sum(e.amount), 0)
      FROM pd.journal_link k
      JOIN pd.journal j ON j.ledger = k.ledger AND j.id = k.journal
      JOIN pd.entry e ON e.ledger = j.ledger AND e.account = j.entry_account[1] AND e.seq = j.entry_seq[1]
     WHERE k.ledger = p_journal.ledger AND k.target = p_journal.id AND k.kind = 'correction')::bigint;
END $$;
COMMENT ON FUNCTION pd.correct_sum(pd.journal) IS 'Signed sum of the corrections of a posting, on its first account.';
