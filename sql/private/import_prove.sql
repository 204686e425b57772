-- SPDX-License-Identifier: Apache-2.0
--
-- What must hold beside the running balances before an import may be freed: no account has an entry that is
-- not of the import, and all accounts of the ledger in its currency still sum to zero.

CREATE OR REPLACE FUNCTION pd.import_prove(p_import pd.import) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_entries numeric;
    v_sum numeric;
BEGIN
    SELECT coalesce(sum(b.version), 0) INTO v_entries
      FROM pd.import_account a
      JOIN pd.balance b ON b.ledger = p_import.ledger AND b.account = a.account
     WHERE a.import = p_import.id;
    SELECT coalesce(sum(CASE WHEN b.flags & 32 <> 0 THEN pd.posted_now(b.ledger, b.account) ELSE b.posted END), 0) INTO v_sum
      FROM pd.balance b
     WHERE b.ledger = p_import.ledger AND b.currency = p_import.currency;
    IF v_entries <> p_import.transactions OR p_import.posted <> p_import.transactions THEN
        PERFORM pd.refuse('PD028', format('Import %s has %s transactions, its accounts have %s entries.', p_import.id,
                                          p_import.transactions, v_entries));
    END IF;
    IF v_sum <> 0 THEN
        PERFORM pd.refuse('PD028', 'The trial balance is not zero.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.import_prove(pd.import) IS
    'PD028 unless the import is complete and the trial balance is zero.';
