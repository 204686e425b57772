-- SPDX-License-Identifier: Apache-2.0
--
-- The rates of a term for a person, as interest.term_set takes them: "1.5 %", or "0: 1.5 %; 10000.00: 2 %".
-- NULL where there is no term.

CREATE OR REPLACE FUNCTION pd.interest_rate_text(p_band_from bigint[], p_rate integer[], p_currency smallint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_text text := '';
    v_rate text;
BEGIN
    IF p_rate IS NULL THEN
        RETURN NULL;
    END IF;
    FOR i IN 1 .. cardinality(p_rate) LOOP
        v_rate := trim_scale(round(p_rate[i] / 10000.0, 4)) || ' %';
        IF cardinality(p_rate) = 1 THEN
            RETURN v_rate;
        END IF;
        v_text := concat(v_text, CASE WHEN i > 1 THEN '; ' END,
                         CASE WHEN i = 1 THEN '0' ELSE split_part(pd.money_text(p_band_from[i], p_currency), ' ', 1) END,
                         ': ', v_rate);
    END LOOP;
    RETURN v_text;
END $$;
COMMENT ON FUNCTION pd.interest_rate_text(bigint[], integer[], smallint) IS 'Bands and rates of a term as text.';
