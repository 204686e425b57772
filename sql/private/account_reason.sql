-- SPDX-License-Identifier: Apache-2.0
--
-- A reason that somebody must be able to read in a year: not empty, at most 500 characters.  It may have several lines,
-- and besides line feeds nothing that any other text may not have.

CREATE OR REPLACE FUNCTION pd.reason_clean(p_reason text, p_field text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pd.text_clean(translate(p_reason, E'\n', ' '), p_field, 500) IS NULL THEN
        PERFORM pd.refuse('PD001', 'Give a reason.', p_field);
    END IF;
    RETURN btrim(normalize(p_reason, NFC), E' \n');
END $$;
COMMENT ON FUNCTION pd.reason_clean(text, text) IS 'Cleaned reason; PD001 on the field.';
