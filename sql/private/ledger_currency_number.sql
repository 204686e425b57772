-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.currency_number(p_code text, p_field text) RETURNS smallint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_number smallint;
BEGIN
    SELECT c.number INTO v_number FROM pd.currency c WHERE c.code = upper(p_code);
    IF v_number IS NULL THEN
        PERFORM pd.refuse('PD001', 'This is not a currency.', p_field, 'Give its three letters, such as EUR.');
    END IF;
    RETURN v_number;
END $$;
COMMENT ON FUNCTION pd.currency_number(text, text) IS 'ISO 4217 number of a three-letter code; PD001 on the field.';
