-- SPDX-License-Identifier: Apache-2.0
--
-- Proves every balance against the old bank's and frees the accounts.  Should a balance differ, the accounts
-- stay closed and the number of differences is the answer.

CREATE OR REPLACE FUNCTION admin.import_finish(p_import bigint, p_runner integer, p_elapsed_ms bigint)
RETURNS TABLE (
    status text, import bigint, runner integer, seen text, prefix text, currency text, customers bigint, accounts bigint,
    holders bigint, standing_orders bigint, transactions bigint, posted bigint, mismatches bigint, elapsed_ms bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_import pd.import := pd.import_mine(p_import, p_runner, 'loaded');
    v_mismatches bigint;
BEGIN
    ANALYZE pd.import_transaction, pd.entry, pd.journal, pd.balance, pd.account;
    PERFORM pd.import_prove(v_import);
    v_mismatches := pd.import_mismatches(p_import);
    IF v_mismatches = 0 THEN
        PERFORM pd.import_free(v_import);
    END IF;
    UPDATE pd.import i
       SET state = CASE WHEN v_mismatches = 0 THEN 'finished' ELSE i.state END,
           finished_at = CASE WHEN v_mismatches = 0 THEN clock_timestamp() END,
           mismatches = v_mismatches,
           elapsed_ms = p_elapsed_ms,
           runner_seen = clock_timestamp()
     WHERE i.id = p_import;
    PERFORM pd.event_write(
        NULL, v_import.ledger, 'admin.import_finish', p_import::text, NULL,
        CASE WHEN v_mismatches = 0 THEN 'done' ELSE 'failed' END,
        jsonb_build_object('customers', v_import.customers, 'accounts', v_import.accounts, 'transactions',
                           v_import.transactions, 'mismatches', v_mismatches, 'prefix', v_import.prefix));
    RETURN QUERY SELECT f.* FROM pd.import_figures(p_import, NULL) f;
END $$;
COMMENT ON FUNCTION admin.import_finish(bigint, integer, bigint) IS
    'paydesk_import: proves an import and frees its accounts. PD012, PD027, PD028, PD029.';
