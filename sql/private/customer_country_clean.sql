-- SPDX-License-Identifier: Apache-2.0
--
-- A country by its two letters of ISO 3166.

CREATE OR REPLACE FUNCTION pd.country_clean(p_country text, p_field text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_code text := upper(nullif(btrim(left(p_country, 10)), ''));
BEGIN
    IF v_code IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM FROM pd.country c WHERE c.code = v_code;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD001', 'This is not a country.', p_field, 'Give its two letters, such as CZ.');
    END IF;
    RETURN v_code;
END $$;
COMMENT ON FUNCTION pd.country_clean(text, text) IS 'ISO 3166 code, NULL for empty; PD001 on the field.';
