-- SPDX-License-Identifier: Apache-2.0
--
-- The bands and rates of a term as a person writes them: one rate, or up to 20 bands "from: rate" with semicolons
-- between them, rising from 0.

CREATE OR REPLACE FUNCTION pd.interest_rates_read(
    p_text text, p_currency smallint, p_field text, OUT band_from bigint[], OUT rate integer[])
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_band text;
    v_from text;
    v_minor bigint;
BEGIN
    IF p_text IS NULL THEN
        PERFORM pd.refuse('PD001', 'Give a rate.', p_field, 'One rate, such as 1.5, or bands: 0: 1; 10000: 1.5.');
    END IF;
    band_from := '{}';
    rate := '{}';
    FOREACH v_band IN ARRAY string_to_array(left(p_text, 700), ';') LOOP
        v_from := CASE WHEN strpos(v_band, ':') > 0 THEN btrim(split_part(v_band, ':', 1)) ELSE '0' END;
        v_minor := CASE WHEN v_from ~ '^0+$' THEN 0 ELSE pd.money_minor(v_from, p_currency, p_field) END;
        IF cardinality(band_from) = 20 OR (cardinality(band_from) = 0) <> (v_minor = 0)
           OR v_minor <= band_from[cardinality(band_from)] THEN
            PERFORM pd.refuse('PD001', 'The bands must rise from 0, 20 at most.', p_field, 'Such as 0: 1; 10000: 1.5.');
        END IF;
        band_from := band_from || v_minor;
        rate := rate || pd.interest_percent_read(
            CASE WHEN strpos(v_band, ':') > 0 THEN split_part(v_band, ':', 2) ELSE v_band END, p_field);
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.interest_rates_read(text, smallint, text) IS 'Bands and rates in text; PD001 on the field.';
