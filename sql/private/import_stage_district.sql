-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_stage_district(p_import bigint, p_rows text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO pd.import_district (import, district, name, region, inhabitants)
    SELECT p_import, r.c[1], r.c[2], r.c[3], r.c[4]::bigint
      FROM pd.import_lines(p_rows) r
$$;
COMMENT ON FUNCTION pd.import_stage_district(bigint, text) IS 'Keeps rows of districts.csv.';
