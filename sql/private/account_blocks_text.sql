-- SPDX-License-Identifier: Apache-2.0
--
-- The blocks of an account in a word.

CREATE OR REPLACE FUNCTION pd.blocks_text(p_flags integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE p_flags & 6 WHEN 2 THEN 'debits' WHEN 4 THEN 'credits' WHEN 6 THEN 'both' ELSE '' END;
END $$;
COMMENT ON FUNCTION pd.blocks_text(integer) IS 'debits, credits, both or nothing.';
