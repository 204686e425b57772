-- SPDX-License-Identifier: Apache-2.0
--
-- Brings a posting to the amount that it should have had, on any open day and as often as needed, by posting the
-- difference.  Operation payment.correct.  PD012 no receipt, PD013 and PD014 accounts, PD015 another currency, PD018 funds,
-- PD029 it stands at this amount, PD033 reversed, PD034 a reversal, correction or waiver itself, or no pair of accounts.

CREATE OR REPLACE FUNCTION api.payment_correct(p_request uuid, p_receipt text, p_amount text, p_reason text)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('payment.correct', p_request,
        jsonb_build_object('receipt', p_receipt, 'amount', p_amount, 'reason', p_reason));
    v_reason text;
    v_journal pd.journal;
    v_legs pd.leg[];
    v_date date;
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
    v_legs := pd.plan_payment_correct(v_journal, p_amount);
    v_date := pd.link_value_date(v_journal);
    v_posted := pd.post(v_call.ledger, v_call.operation, v_call.request, v_call.staff, v_call.business_date, v_date,
                        v_journal.text, v_legs);
    PERFORM pd.journal_link_add(v_call.ledger, v_posted.journal, 'correction', v_journal.id, v_reason);
    v_answer := pd.link_answer(v_call, v_legs, v_posted) || jsonb_build_object(
        'corrects', pd.receipt_number(v_journal.ledger, v_journal.id), 'value_date', v_date,
        'original_minor', abs((pd.correct_pair(v_journal))[1].amount), 'corrected_minor', pd.correct_sum(v_journal)
                          * sign((pd.correct_pair(v_journal))[1].amount)::bigint);
    RETURN pd.call_end(v_call, v_answer, v_answer ->> 'receipt');
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.payment_correct(uuid, text, text, text) IS
    'Correction: receipt, corrects, the difference, the original and the sum of corrections. PD012 to PD018, PD029, PD033, PD034.';
