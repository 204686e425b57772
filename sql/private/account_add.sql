-- SPDX-License-Identifier: Apache-2.0
--
-- Makes a customer's account with its balance row and its owner, and the internal accounts its currency needs, so that
-- no preview has to make one.

CREATE OR REPLACE FUNCTION pd.account_add(
    p_ledger smallint, p_number text, p_customer bigint, p_product text, p_currency smallint, p_name text, p_opened date)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id bigint;
BEGIN
    PERFORM pd.internal_account(p_ledger, '2150', p_currency);
    PERFORM pd.internal_account(p_ledger, '4010', p_currency);
    INSERT INTO pd.account (ledger, number, kind, gl, currency, side, customer, product, name, opened)
    VALUES (p_ledger, p_number, 'customer', '2010', p_currency, 1, p_customer, p_product, p_name, p_opened)
    RETURNING id INTO v_id;
    INSERT INTO pd.balance (ledger, account, currency, side, flags) VALUES (p_ledger, v_id, p_currency, 1, 1);
    INSERT INTO pd.holder (ledger, account, customer, role) VALUES (p_ledger, v_id, p_customer, 'owner');
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.account_add(smallint, text, bigint, text, smallint, text, date) IS
    'Makes a customer''s account and returns its id.';
