-- SPDX-License-Identifier: Apache-2.0
--
-- Posts what a hold keeps, whole or in part, to another account: a customer's or one of the bank's.  What it holds is set
-- aside for it, so no other hold and no other payment is touched.  What is not captured stays held.
-- Operation account.hold.capture.
-- PD001 field, PD012 no such hold or account, PD013 closed, PD014 blocked, PD015
-- another currency, PD019 more than it keeps, or a limit, PD030 captured, PD031 released, PD032 expired, PD037 the same
-- person placed it.

CREATE OR REPLACE FUNCTION api.account_hold_capture(
    p_request uuid, p_hold bigint, p_to text, p_amount text DEFAULT NULL, p_text text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('account.hold.capture', p_request,
        jsonb_build_object('hold', p_hold, 'to', p_to, 'amount', p_amount, 'text', p_text));
    v_hold pd.hold_state;
    v_text text;
    v_legs pd.leg[];
    v_posted pd.posted;
    v_answer jsonb;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_text := pd.text_clean(p_text, 'text', 140);
    v_hold := pd.hold_get_with(v_call.ledger, p_hold, p_to);
    v_legs := pd.plan_hold_capture(v_hold, v_call.staff, p_to, p_amount);
    v_posted := pd.reservation_post(v_call, v_hold.account, v_hold.id, v_legs[2].amount, NULL, v_text, v_legs);
    PERFORM pd.hold_event_write(v_call.ledger, v_hold.id, 'capture', v_legs[2].amount, v_hold.remaining - v_legs[2].amount,
                                v_posted.journal, NULL, v_call.staff, p_request);
    PERFORM pd.limit_charge(v_call, v_legs);
    v_answer := pd.hold_answer(v_call.ledger, v_hold.id) || pd.plan_answer(v_call, v_legs, v_posted, 'hold', NULL);
    RETURN pd.call_end(v_call, v_answer, v_answer ->> 'receipt');
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.account_hold_capture(uuid, bigint, text, text, text) IS
    'Posts held money: receipt, amount, what is still held. PD001, PD012 to PD015, PD019, PD030 to PD032, PD037.';
