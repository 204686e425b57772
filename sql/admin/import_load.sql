-- SPDX-License-Identifier: Apache-2.0
--
-- Ends the staging: counts what came, settles the prefix, makes customers, accounts and the contra accounts.
-- All of it is one transaction with the staging, so that a run that dies here leaves nothing.

CREATE OR REPLACE FUNCTION admin.import_load(p_import bigint, p_runner integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_import pd.import := pd.import_mine(p_import, p_runner, 'begun');
BEGIN
    ANALYZE pd.import_client, pd.import_account, pd.import_holder, pd.import_transaction;
    -- Two imports at once must not both find the same number free.
    PERFORM FROM pd.ledger l WHERE l.id = v_import.ledger FOR NO KEY UPDATE;
    v_import.prefix := pd.import_choose_prefix(v_import);
    PERFORM pd.import_load_customers(v_import);
    PERFORM pd.import_load_accounts(v_import);
    PERFORM pd.internal_account(v_import.ledger, g.gl, v_import.currency)
       FROM unnest(ARRAY['1090', '1100', '2150', '4010', '4060', '5070']) AS g(gl);
    UPDATE pd.import i
       SET state = 'loaded',
           prefix = v_import.prefix,
           runner_seen = clock_timestamp(),
           customers = (SELECT count(*) FROM pd.import_client k WHERE k.import = i.id),
           accounts = (SELECT count(*) FROM pd.import_account a WHERE a.import = i.id),
           holders = (SELECT count(*) FROM pd.import_holder h WHERE h.import = i.id),
           standing_orders = (SELECT count(*) FROM pd.import_order o WHERE o.import = i.id),
           transactions = (SELECT count(*) FROM pd.import_transaction t WHERE t.import = i.id)
     WHERE i.id = p_import;
END $$;
COMMENT ON FUNCTION admin.import_load(bigint, integer) IS
    'paydesk_import: makes customers and closed accounts of the staged rows. PD012, PD027, PD029.';
