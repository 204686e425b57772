-- SPDX-License-Identifier: Apache-2.0
--
-- What a posting has to do with others: the journals that it reverses, corrects or gives the fee of back, and those that
-- do that to it.

CREATE OR REPLACE FUNCTION pd.journal_links(p_ledger smallint, p_journal bigint)
RETURNS TABLE (relation text, journal bigint, reason text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT CASE k.kind WHEN 'reversal' THEN 'reverses' WHEN 'correction' THEN 'corrects' ELSE 'gives back the fee of' END,
           k.target, k.reason
      FROM pd.journal_link k
     WHERE k.ledger = p_ledger AND k.journal = p_journal
    UNION ALL
    SELECT CASE k.kind WHEN 'reversal' THEN 'reversed by' WHEN 'correction' THEN 'corrected by' ELSE 'fee given back by' END,
           k.journal, k.reason
      FROM pd.journal_link k
     WHERE k.ledger = p_ledger AND k.target = p_journal
     ORDER BY 2;
END $$;
COMMENT ON FUNCTION pd.journal_links(smallint, bigint) IS 'The other journals that a journal is linked with, and how.';
