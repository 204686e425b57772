-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_taken_number(p_import bigint, p_ledger smallint, p_prefix text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.number
      FROM pd.import_account i
      JOIN pd.account a ON a.ledger = p_ledger AND a.number = p_prefix || i.number
     WHERE i.import = p_import
     ORDER BY a.number
     LIMIT 1
$$;
COMMENT ON FUNCTION pd.import_taken_number(bigint, smallint, text) IS
    'The first account number of an import that is in use already, with this prefix; NULL when all are free.';
