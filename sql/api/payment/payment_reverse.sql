-- SPDX-License-Identifier: Apache-2.0
--
-- Takes a posting of the same business day back, whole, once: every entry, fees and cash included.  Operation
-- payment.reverse.  PD004 not this person, PD011 the drawer is closed, PD012 no receipt, PD013 and PD014 accounts,
-- PD017 drawer short, PD018 the money is spent (a supervisor may force), PD033 reversed already, PD034 not reversible.

CREATE OR REPLACE FUNCTION api.payment_reverse(p_request uuid, p_receipt text, p_reason text, p_force boolean DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('payment.reverse', p_request,
        jsonb_build_object('receipt', p_receipt, 'reason', p_reason, 'force', p_force));
    v_staff pd.staff;
    v_reason text;
    v_journal pd.journal;
    v_legs pd.leg[];
    v_done record;
    v_answer jsonb;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_reason := pd.reason_clean(p_reason, 'reason');
    SELECT s.* INTO STRICT v_staff FROM pd.staff s WHERE s.id = v_call.staff;
    v_journal := pd.journal_get(v_call.ledger, p_receipt, 'receipt', true);
    v_legs := pd.plan_payment_reverse(v_staff, v_journal, coalesce(p_force, false));
    v_done := pd.reverse_post(v_call, v_legs, pd.link_value_date(v_journal), v_journal.text, coalesce(p_force, false));
    PERFORM pd.journal_link_add(v_call.ledger, (v_done.posted).journal, 'reversal', v_journal.id, v_reason, v_done.is_forced);
    PERFORM pd.limit_reversed(v_call.ledger, v_journal.id);
    PERFORM pd.limit_reversed(v_call.ledger, v_journal.id);
    v_answer := pd.link_answer(v_call, v_legs, v_done.posted) || jsonb_build_object(
        'reverses', pd.receipt_number(v_journal.ledger, v_journal.id), 'forced', v_done.is_forced);
    RETURN pd.call_end(v_call, v_answer, v_answer ->> 'receipt');
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.payment_reverse(uuid, text, text, boolean) IS
    'Reversal: receipt, reverses, amount, fee, balances. PD004, PD011 to PD014, PD017, PD018, PD033, PD034.';
