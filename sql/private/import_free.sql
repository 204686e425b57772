-- SPDX-License-Identifier: Apache-2.0
--
-- Opens the accounts of an import for business.  The deepest balance an account ever had becomes its
-- overdraft: the old bank allowed that much, and the floor holds from here on.

CREATE OR REPLACE FUNCTION pd.import_free(p_import pd.import) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    UPDATE pd.balance b
       SET flags = 1,   -- FLOOR
           overdraft = greatest(0, -coalesce(d.deepest, 0))
      FROM pd.import_account a
      LEFT JOIN (SELECT t.account, min(t.balance) AS deepest
                   FROM pd.import_transaction t
                  WHERE t.import = p_import.id
                  GROUP BY t.account) d ON d.account = a.account
     WHERE a.import = p_import.id
       AND b.ledger = p_import.ledger
       AND b.account = a.account
$$;
COMMENT ON FUNCTION pd.import_free(pd.import) IS
    'Frees the accounts of an import, each with its deepest balance as overdraft.';
