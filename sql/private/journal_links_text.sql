-- SPDX-License-Identifier: Apache-2.0
--
-- What a posting has to do with others, in words: "reversed by 1-00000042; …".  NULL for the usual one.

CREATE OR REPLACE FUNCTION pd.journal_links_text(p_ledger smallint, p_journal bigint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT string_agg(n.relation || ' ' || pd.receipt_number(p_ledger, n.journal), '; ' ORDER BY n.journal)
              FROM pd.journal_links(p_ledger, p_journal) n);
END $$;
COMMENT ON FUNCTION pd.journal_links_text(smallint, bigint) IS 'Links of a journal in words, NULL for none.';
