-- SPDX-License-Identifier: Apache-2.0
--
-- An amount for a sentence: 1234 of EUR is "12.34 EUR", 1234 of JPY "1234 JPY".

CREATE OR REPLACE FUNCTION pd.money_text(p_minor bigint, p_currency smallint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_code text;
    v_exponent smallint;
    v_digits text := trim(LEADING '-' FROM p_minor::text);
BEGIN
    SELECT c.code, c.exponent INTO STRICT v_code, v_exponent FROM pd.currency c WHERE c.number = p_currency;
    IF v_exponent > 0 THEN
        v_digits := lpad(v_digits, greatest(length(v_digits), v_exponent + 1), '0');
        v_digits := left(v_digits, -v_exponent) || '.' || right(v_digits, v_exponent);
    END IF;
    RETURN concat(CASE WHEN p_minor < 0 THEN '-' END, v_digits, ' ', v_code);
END $$;
COMMENT ON FUNCTION pd.money_text(bigint, smallint) IS 'Minor units as decimal text with the currency code.';
