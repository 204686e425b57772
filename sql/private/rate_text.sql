-- SPDX-License-Identifier: Apache-2.0
--
-- A rate for a person: 91230000 is "0.9123"; four decimals at least, more where they are not zero.

CREATE OR REPLACE FUNCTION pd.rate_text(p_figure numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_decimals text := lpad(mod(p_figure, 100000000)::text, 8, '0');
BEGIN
    RETURN div(p_figure, 100000000) || '.' || left(v_decimals, 4) || rtrim(right(v_decimals, 4), '0');
END $$;
COMMENT ON FUNCTION pd.rate_text(numeric) IS 'Rate as decimal text.';
