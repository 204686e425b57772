-- SPDX-License-Identifier: Apache-2.0
--
-- The accounts of an import and their holders.  They stay closed for business, both ways, until
-- pd.import_free: no desk can touch what is only half loaded.  An old account belongs to its owner; a
-- signatory is a holder.

CREATE OR REPLACE FUNCTION pd.import_load_accounts(p_import pd.import) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO pd.account (ledger, id, number, kind, gl, currency, side, customer, product, name, opened)
    SELECT p_import.ledger, a.account, p_import.prefix || a.number, 'customer', '2010', p_import.currency, 1, h.customer,
           'current', 'Current account', a.opened
      FROM pd.import_account a
      JOIN pd.import_holder h ON h.import = a.import AND h.account = a.account AND h.role = 'owner'
     WHERE a.import = p_import.id
     ORDER BY a.account;

    INSERT INTO pd.balance (ledger, account, currency, side, flags)
    SELECT p_import.ledger, a.account, p_import.currency, 1, 2 | 4 | 16   -- BLOCK_DEBIT, BLOCK_CREDIT, IMPORTING
      FROM pd.import_account a
     WHERE a.import = p_import.id
     ORDER BY a.account;

    INSERT INTO pd.holder (ledger, account, customer, role)
    SELECT p_import.ledger, h.account, h.customer, h.role
      FROM pd.import_holder h
     WHERE h.import = p_import.id
     ORDER BY h.account, h.customer;
$$;
COMMENT ON FUNCTION pd.import_load_accounts(pd.import) IS
    'Opens the accounts of an import, blocked, with their holders.';
