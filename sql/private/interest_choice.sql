-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.interest_choice(p_value text, p_choices text[], p_field text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_value = ANY (p_choices) IS NOT TRUE THEN
        PERFORM pd.refuse('PD001', format('Choose one of %s.', array_to_string(p_choices, ', ')), p_field);
    END IF;
END $$;
COMMENT ON FUNCTION pd.interest_choice(text, text[], text) IS 'PD001 on the field unless the value is one of the choices.';
