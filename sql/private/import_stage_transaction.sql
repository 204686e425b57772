-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_stage_transaction(p_import bigint, p_rows text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO pd.import_transaction (import, booked, account, seq, source, operation, purpose, amount, balance,
                                       partner_bank, partner_account)
    SELECT p_import, r.c[1]::date, a.account, r.c[3]::bigint, r.c[4], r.c[5], r.c[6], r.c[7]::bigint, r.c[8]::bigint,
           r.c[9], r.c[10]
      FROM pd.import_lines(p_rows) r
      LEFT JOIN pd.import_account a ON a.import = p_import AND a.number = r.c[2]
$$;
COMMENT ON FUNCTION pd.import_stage_transaction(bigint, text) IS 'Keeps rows of transactions.csv.';
