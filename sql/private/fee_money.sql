-- SPDX-License-Identifier: Apache-2.0
--
-- An amount of the tariff that may be left out: NULL then, else as pd.money_minor, at most p_most.

CREATE OR REPLACE FUNCTION pd.fee_money(p_text text, p_currency smallint, p_field text, p_most bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_minor bigint;
BEGIN
    IF p_text IS NOT NULL THEN
        v_minor := pd.money_minor(p_text, p_currency, p_field);
        IF v_minor > p_most THEN
            PERFORM pd.refuse('PD001', format('%s at most.', pd.money_text(p_most, p_currency)), p_field);
        END IF;
    END IF;
    RETURN v_minor;
END $$;
COMMENT ON FUNCTION pd.fee_money(text, smallint, text, bigint) IS 'Optional amount of the tariff in minor units: PD001, PD015 on the field.';
