-- SPDX-License-Identifier: Apache-2.0
--
-- The rows of a chunk, read and proved: a JSON array of objects, see pd.bulk_stage, as parallel arrays.  Whoever reads the
-- file has judged its lines; what does not fit here is a fault of that reader, or no reader of ours: PD001 on field rows.
-- The rule for texts is that of pd.text_clean.

CREATE OR REPLACE FUNCTION pd.bulk_rows(
    p_rows text, OUT line integer[], OUT account text[], OUT amount bigint[], OUT name text[], OUT narrative text[],
    OUT reference text[], OUT code text[], OUT field text[], OUT sentence text[], OUT hint text[])
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_is_bad boolean;
BEGIN
    IF p_rows IS NULL OR octet_length(p_rows) > 16777216 OR p_rows !~ '^\s*\[\s*\{' THEN
        PERFORM pd.refuse('PD001', 'Rows are a JSON array of objects.', 'rows');
    END IF;
    BEGIN
        SELECT array_agg(r.l), array_agg(r.a), array_agg(r.m), array_agg(r.o), array_agg(r.t), array_agg(r.r),
               array_agg(r.c), array_agg(r.f), array_agg(r.s), array_agg(r.h),
               bool_or(coalesce(r.l, 0) < 1
                       OR r.m NOT BETWEEN 1 AND 1000000000000000
                       OR CASE WHEN r.c IS NULL THEN r.m IS NULL OR r.a IS NULL OR r.a !~ '^[A-Za-z0-9_-]{1,48}$'
                               ELSE r.c !~ '^PD[0-9]{3}$' OR r.f IS NULL OR r.s IS NULL END
                       OR length(r.a) > 48 OR length(r.o) > 70 OR length(r.t) > 140 OR length(r.r) > 35
                       OR length(r.f) > 40 OR length(r.s) > 512 OR length(r.h) > 512
                       OR concat(r.a, r.o, r.t, r.r, r.f, r.s, r.h)
                          ~ '[\u0001-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]')
          INTO line, account, amount, name, narrative, reference, code, field, sentence, hint, v_is_bad
          FROM json_to_recordset(p_rows::json)
               AS r(l integer, a text, m bigint, o text, t text, r text, c text, f text, s text, h text);
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        v_is_bad := true;
    END;
    IF v_is_bad THEN
        PERFORM pd.refuse('PD001', 'A row of the chunk has not the shape of a line.', 'rows');
    END IF;
END $$;
COMMENT ON FUNCTION pd.bulk_rows(text) IS 'Rows of a chunk as parallel arrays; PD001 on rows.';
