-- SPDX-License-Identifier: Apache-2.0
--
-- A reason that somebody must be able to read in a year: not empty, at most 500 characters.

CREATE OR REPLACE FUNCTION pd.reason_clean(p_reason text, p_field text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_reason text := pd.text_clean(p_reason, p_field, 500);
BEGIN
    IF v_reason IS NULL THEN
        PERFORM pd.refuse('PD001', 'Give a reason.', p_field);
    END IF;
    RETURN v_reason;
END $$;
COMMENT ON FUNCTION pd.reason_clean(text, text) IS 'Cleaned reason; PD001 on the field.';
