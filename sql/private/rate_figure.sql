-- SPDX-License-Identifier: Apache-2.0
--
-- A typed rate ("0.9123", "0,9123") as a whole number of 10^-8: more than zero, at most eight decimals, below 10^9.

CREATE OR REPLACE FUNCTION pd.rate_figure(p_text text, p_field text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_parts text[] := regexp_match(left(p_text, 40), '^([0-9]{1,9})(?:[.,]([0-9]{1,8}))?$');
    v_figure bigint;
BEGIN
    v_figure := v_parts[1]::bigint * 100000000 + rpad(coalesce(v_parts[2], ''), 8, '0')::bigint;
    IF v_figure IS NULL THEN
        PERFORM pd.refuse('PD001', 'This is not a rate.', p_field,
                          'Write digits with at most eight decimals, such as 0.9123.');
    END IF;
    IF v_figure = 0 THEN
        PERFORM pd.refuse('PD001', 'A rate is more than zero.', p_field);
    END IF;
    RETURN v_figure;
END $$;
COMMENT ON FUNCTION pd.rate_figure(text, text) IS 'Typed rate times 10^8: PD001 on the field.';
