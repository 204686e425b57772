-- SPDX-License-Identifier: Apache-2.0
--
-- The amount that a posting should have had; none at all is the one amount that money_minor does not take.

CREATE OR REPLACE FUNCTION pd.correct_amount(p_amount text, p_currency smallint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_amount ~ '^0{1,16}([.]0{1,4})?$' THEN
        RETURN 0;
    END IF;
    RETURN pd.money_minor(p_amount, p_currency, 'amount');
END $$;
COMMENT ON FUNCTION pd.correct_amount(text, smallint) IS 'Minor units, 0 allowed; with the currency NULL only the shape. PD001, PD015.';
