-- SPDX-License-Identifier: Apache-2.0
--
-- A receipt once more, marked and numbered as a copy.  Operation receipt.copy.

CREATE OR REPLACE FUNCTION api.receipt_copy(p_request uuid, p_receipt text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('receipt.copy', p_request, jsonb_build_object('receipt', p_receipt));
    v_journal bigint;
    v_copy integer;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_journal := pd.receipt_get(v_call.ledger, p_receipt, 'receipt');
    -- Two copies at once get two numbers: the journal's row is the queue.
    PERFORM FROM pd.journal j WHERE j.ledger = v_call.ledger AND j.id = v_journal FOR NO KEY UPDATE;
    INSERT INTO pd.receipt_copy (ledger, journal, copy, staff, request)
    SELECT v_call.ledger, v_journal, coalesce(max(r.copy), 0) + 1, v_call.staff, p_request
      FROM pd.receipt_copy r
     WHERE r.ledger = v_call.ledger AND r.journal = v_journal
    RETURNING copy INTO v_copy;
    RETURN pd.call_end(v_call, pd.receipt_body(v_call.ledger, v_journal) || jsonb_build_object('copy', v_copy), p_receipt);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.receipt_copy(uuid, text) IS 'A numbered copy of a receipt. PD001, PD012.';
