-- SPDX-License-Identifier: Apache-2.0
--
-- A telephone number as digits with the country code first: 6 to 15 of them.

CREATE OR REPLACE FUNCTION pd.phone_clean(p_phone text, p_field text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_digits text := nullif(regexp_replace(left(p_phone, 60), '[+() -]', '', 'g'), '');
BEGIN
    IF v_digits !~ '^[0-9]{6,15}$' OR length(p_phone) > 40 THEN
        PERFORM pd.refuse('PD001', 'A telephone number has 6 to 15 digits.', p_field,
                          'Give it with the country code, such as +420 777 123 456.');
    END IF;
    RETURN v_digits;
END $$;
COMMENT ON FUNCTION pd.phone_clean(text, text) IS 'Digits of a telephone number, NULL for empty; PD001 on the field.';
