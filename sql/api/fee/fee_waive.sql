-- SPDX-License-Identifier: Apache-2.0
--
-- Gives the fee of a posting back, with its tax, once.  Operation fee.waive.
-- PD012 no receipt, PD013 and PD014 the account, PD033 given back or reversed already, PD034 there is no fee.

CREATE OR REPLACE FUNCTION api.fee_waive(p_request uuid, p_receipt text, p_reason text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('fee.waive', p_request, jsonb_build_object('receipt', p_receipt, 'reason', p_reason));
    v_reason text;
    v_journal pd.journal;
    v_legs pd.leg[];
    v_posted pd.posted;
    v_answer jsonb;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_journal := pd.journal_get(v_call.ledger, p_receipt, 'receipt', true);
    v_legs := pd.plan_fee_waive(v_journal);
    v_posted := pd.post(v_call.ledger, v_call.operation, v_call.request, v_call.staff, v_call.business_date,
                        pd.link_value_date(v_journal), v_journal.text, v_legs);
    PERFORM pd.journal_link_add(v_call.ledger, v_posted.journal, 'waiver', v_journal.id, v_reason);
    v_answer := pd.link_answer(v_call, v_legs, v_posted)
        || jsonb_build_object('waives', pd.receipt_number(v_journal.ledger, v_journal.id));
    RETURN pd.call_end(v_call, v_answer, v_answer ->> 'receipt');
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.fee_waive(uuid, text, text) IS
    'Gives a fee back: receipt, waives, amount (fee and tax), balance. PD012 to PD014, PD033, PD034.';
