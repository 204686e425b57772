-- SPDX-License-Identifier: Apache-2.0
--
-- The proof: how many of the old bank's rows differ from what stands in the ledger.  The row's seq is the
-- entry's, since an imported account begins empty.  Compared are the amount, the balance after it and the
-- three dates; a row that has no entry differs too.

CREATE OR REPLACE FUNCTION pd.import_mismatches(p_import bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*)
      FROM pd.import i
      JOIN pd.import_transaction t ON t.import = i.id
      LEFT JOIN pd.entry e ON e.ledger = i.ledger AND e.account = t.account AND e.seq = t.seq
      LEFT JOIN pd.journal j ON j.ledger = i.ledger AND j.id = e.journal
     WHERE i.id = p_import
       AND (e.amount, e.balance, e.booked, j.business_date, j.value_date)
           IS DISTINCT FROM (t.amount, t.balance, t.booked, t.booked, t.booked)
$$;
COMMENT ON FUNCTION pd.import_mismatches(bigint) IS
    'Rows of an import that the ledger does not have, or has with another amount, balance or date.';
