-- SPDX-License-Identifier: Apache-2.0
--
-- What a posting has to do with others, in words: "reversed by 1-00000042; …".  NULL for the usual one.

CREATE OR REPLACE FUNCTION pd.journal_links_text(p_ledger smallint, p_journal bigint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT string_agg(n.words || ' ' || pd.receipt_number(p_ledger, n.other), '; ' ORDER BY n.other)
      FROM (SELECT k.target AS other,
                   CASE k.kind WHEN 'reversal' THEN 'reverses' WHEN 'correction' THEN 'corrects' ELSE 'gives back the fee of' END AS words
              FROM pd.journal_link k
             WHERE k.ledger = p_ledger AND k.journal = p_journal
            UNION ALL
            SELECT k.journal,
                   CASE k.kind WHEN 'reversal' THEN 'reversed by' WHEN 'correction' THEN 'corrected by' ELSE 'fee given back by' END
              FROM pd.journal_link k
             WHERE k.ledger = p_ledger AND k.target = p_journal) n);
END $$;
COMMENT ON FUNCTION pd.journal_links_text(smallint, bigint) IS 'Links of a journal in words, NULL for none.';
