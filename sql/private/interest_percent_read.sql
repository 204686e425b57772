-- SPDX-License-Identifier: Apache-2.0
--
-- A percentage from 0 to 100 as a person writes it, in millionths of the whole: "1.5 %" is 15000.

CREATE OR REPLACE FUNCTION pd.interest_percent_read(p_text text, p_field text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_text text := rtrim(btrim(left(p_text, 40)), ' %');
BEGIN
    IF v_text IS NULL OR v_text !~ '^[0-9]{1,3}([.][0-9]{1,4})?$' OR v_text::numeric > 100 THEN
        PERFORM pd.refuse('PD001', 'This is not a percentage.', p_field,
                          'Give a number from 0 to 100 with at most four decimals, such as 1.5.');
    END IF;
    RETURN v_text::numeric * 10000;
END $$;
COMMENT ON FUNCTION pd.interest_percent_read(text, text) IS 'Millionths of a percentage in text; PD001 on the field.';
