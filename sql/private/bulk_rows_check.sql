-- SPDX-License-Identifier: Apache-2.0
--
-- Whether the rows of a chunk have the shape that pd.bulk_stage takes: PD001 on field rows.

CREATE OR REPLACE FUNCTION pd.bulk_rows_check(p_rows text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bad bigint;
BEGIN
    IF p_rows IS NULL OR octet_length(p_rows) > 16777216 OR p_rows !~ '^\s*\[\s*\{' THEN
        PERFORM pd.refuse('PD001', 'Rows are a JSON array of objects.', 'rows');
    END IF;
    BEGIN
        SELECT r.place INTO v_bad
          FROM ROWS FROM (json_to_recordset(p_rows::json)
                          AS (l integer, a text, m bigint, o text, t text, r text, c text, f text, s text, h text))
               WITH ORDINALITY AS r(l, a, m, o, t, r, c, f, s, h, place)
         WHERE coalesce(r.l, 0) < 1
            OR r.m NOT BETWEEN 1 AND 1000000000000000
            OR (r.c IS NULL AND (r.m IS NULL OR r.a !~ '^[A-Za-z0-9_-]{1,48}$' OR r.a IS NULL))
            OR (r.c IS NOT NULL AND (r.c !~ '^PD[0-9]{3}$' OR r.f IS NULL OR r.s IS NULL))
            OR NOT pd.bulk_text_is_clean(r.a, 60) OR NOT pd.bulk_text_is_clean(r.o, 140)
            OR NOT pd.bulk_text_is_clean(r.t, 140) OR NOT pd.bulk_text_is_clean(r.r, 35)
            OR NOT pd.bulk_text_is_clean(r.f, 40) OR NOT pd.bulk_text_is_clean(r.s, 512) OR NOT pd.bulk_text_is_clean(r.h, 512)
         LIMIT 1;
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        v_bad := 0;
    END;
    IF v_bad IS NOT NULL THEN
        PERFORM pd.refuse('PD001', format('Row %s of the chunk has not the shape of a line.', v_bad), 'rows');
    END IF;
END $$;
COMMENT ON FUNCTION pd.bulk_rows_check(text) IS 'PD001 on rows unless they are lines as pd.bulk_stage takes them.';
