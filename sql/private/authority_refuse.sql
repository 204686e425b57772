-- SPDX-License-Identifier: Apache-2.0
--
-- The one place that raises: an error of class PD, with the field to blame and the way out.

CREATE OR REPLACE FUNCTION pd.refuse(
    p_code text, p_sentence text, p_field text DEFAULT NULL, p_hint text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = p_code,
        MESSAGE = p_sentence,
        COLUMN = coalesce(p_field, ''),
        HINT = coalesce(p_hint, '');
END $$;
COMMENT ON FUNCTION pd.refuse(text, text, text, text) IS
    'Raises PD…: the sentence names the rule, the field is the form''s, the hint is the way out.';
