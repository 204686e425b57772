-- SPDX-License-Identifier: Apache-2.0
--
-- An e-mail address by its shape: something, one @, a domain with a point.

CREATE OR REPLACE FUNCTION pd.email_clean(p_email text, p_field text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_email text := pd.text_clean(p_email, p_field, 254);
BEGIN
    IF v_email !~ '^[^\s@<>",;()]{1,64}@([^\s@<>",;().]+\.)+[^\s@<>",;().]{2,}$' THEN
        PERFORM pd.refuse('PD001', 'This is not an e-mail address.', p_field);
    END IF;
    RETURN v_email;
END $$;
COMMENT ON FUNCTION pd.email_clean(text, text) IS 'Cleaned e-mail address, NULL for empty; PD001 on the field.';
