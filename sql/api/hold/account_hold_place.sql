-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps an amount back on an account; nothing is posted.  Operation account.hold.place.
-- PD001 field, PD004 the kind is not for the role, PD012 no account, PD013 closed, PD014 still being moved in,
-- PD015 another currency, PD018 more than is available.

CREATE OR REPLACE FUNCTION api.account_hold_place(
    p_request uuid, p_account text, p_amount text, p_kind text, p_reason text, p_reference text DEFAULT NULL,
    p_cheque text DEFAULT NULL, p_until date DEFAULT NULL, p_releases text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('account.hold.place', p_request,
        jsonb_build_object('account', p_account, 'amount', p_amount, 'kind', p_kind, 'reason', p_reason,
                           'reference', p_reference, 'cheque', p_cheque, 'until', p_until, 'releases', p_releases));
    v_account pd.account_now;
    v_reason text;
    v_reference text;
    v_minor bigint;
    v_plan pd.hold_step[];
    v_hold bigint;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    PERFORM pd.money_minor(p_amount, NULL, 'amount');
    PERFORM pd.hold_role_check(v_call.staff, p_kind, 'place', 'kind');
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_reference := pd.text_clean(p_reference, 'reference', 140);
    IF p_kind = 'legal' AND v_reference IS NULL THEN
        PERFORM pd.refuse('PD001', 'A legal hold needs the number of the order.', 'reference');
    END IF;
    v_account := pd.account_customer_get(v_call.ledger, p_account, 'account');
    PERFORM pd.account_open_check(v_account, 'account');
    PERFORM pd.account_block_check(v_account, 0, 'account');
    v_minor := pd.money_minor(p_amount, v_account.currency, 'amount');
    v_plan := pd.hold_plan(v_call.ledger, p_kind, v_account.currency, v_minor, p_cheque, p_until, p_releases);
    v_hold := pd.hold_place(v_call.ledger, v_call.staff, p_request, v_account.id, p_kind, v_minor, v_reason, v_reference,
        CASE WHEN p_kind = 'check' AND p_until IS NULL AND p_releases IS NULL THEN coalesce(p_cheque, 'other') END, v_plan);
    RETURN pd.call_end(v_call, pd.hold_answer(v_call.ledger, v_hold), 'hold ' || v_hold);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.account_hold_place(uuid, text, text, text, text, text, text, date, text) IS
    'Places a hold: its number, when it ends, what is available. PD001, PD004, PD012 to PD015, PD018.';
