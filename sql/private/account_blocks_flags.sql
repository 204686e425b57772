-- SPDX-License-Identifier: Apache-2.0
--
-- The flags that a word of the form stands for.

CREATE OR REPLACE FUNCTION pd.blocks_flags(p_what text, p_field text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_flags integer := CASE p_what WHEN 'debits' THEN 2 WHEN 'credits' THEN 4 WHEN 'both' THEN 6 END;
BEGIN
    IF v_flags IS NULL THEN
        PERFORM pd.refuse('PD001', 'Choose debits, credits or both.', p_field);
    END IF;
    RETURN v_flags;
END $$;
COMMENT ON FUNCTION pd.blocks_flags(text, text) IS 'BLOCK flags of debits, credits or both; PD001 on the field.';
