-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_stage_holder(p_import bigint, p_rows text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO pd.import_holder (import, account, customer, role)
    SELECT p_import, a.account, k.customer, r.c[3]
      FROM pd.import_lines(p_rows) r
      LEFT JOIN pd.import_account a ON a.import = p_import AND a.number = r.c[1]
      LEFT JOIN pd.import_client k ON k.import = p_import AND k.client = r.c[2]
$$;
COMMENT ON FUNCTION pd.import_stage_holder(bigint, text) IS 'Keeps rows of holders.csv.';
