-- SPDX-License-Identifier: Apache-2.0
--
-- A text from a form: no control, bidirectional or zero-width characters, at most p_max characters, composed, without
-- blanks around it; empty is NULL.

CREATE OR REPLACE FUNCTION pd.text_clean(p_text text, p_field text, p_max integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF length(p_text) > p_max THEN
        PERFORM pd.refuse('PD001', format('The text is longer than %s characters.', p_max), p_field);
    END IF;
    IF p_text ~ '[\u0001-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]' THEN
        PERFORM pd.refuse('PD001', 'The text has a control or invisible character.', p_field);
    END IF;
    RETURN nullif(btrim(normalize(p_text, NFC)), '');
END $$;
COMMENT ON FUNCTION pd.text_clean(text, text, integer) IS 'Cleaned text, NULL for empty; PD001 on the field.';
