-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_stage_order(p_import bigint, p_rows text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO pd.import_order (import, number, account, to_bank, to_account, amount, purpose)
    SELECT p_import, r.c[1], a.account, r.c[3], r.c[4], r.c[5]::bigint, r.c[6]
      FROM pd.import_lines(p_rows) r
      LEFT JOIN pd.import_account a ON a.import = p_import AND a.number = r.c[2]
$$;
COMMENT ON FUNCTION pd.import_stage_order(bigint, text) IS 'Keeps rows of standing_orders.csv.';
