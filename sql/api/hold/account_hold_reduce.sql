-- SPDX-License-Identifier: Apache-2.0
--
-- Releases a part of a hold.  Operation account.hold.reduce.
-- PD001 field, PD004 the kind is not for the role, PD012 no such hold, PD015 another currency, PD019 more than it keeps,
-- PD030 captured, PD031 released, PD032 expired, PD037 the same person placed it.

CREATE OR REPLACE FUNCTION api.account_hold_reduce(p_request uuid, p_hold bigint, p_amount text, p_reason text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('account.hold.reduce', p_request,
        jsonb_build_object('hold', p_hold, 'amount', p_amount, 'reason', p_reason));
    v_hold pd.hold_state;
    v_reason text;
    v_minor bigint;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    PERFORM pd.money_minor(p_amount, NULL, 'amount');
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_hold := pd.hold_get(v_call.ledger, v_call.staff, p_hold, 'free');
    v_minor := pd.money_minor(p_amount, v_hold.currency, 'amount');
    PERFORM pd.hold_free_check(v_hold, v_call.staff, v_minor);
    PERFORM pd.hold_take(v_call, v_hold, 'reduce', v_minor, v_reason);
    RETURN pd.call_end(v_call, pd.hold_answer(v_call.ledger, v_hold.id), 'hold ' || v_hold.id);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.account_hold_reduce(uuid, bigint, text, text) IS
    'Releases a part of a hold. PD001, PD004, PD012, PD015, PD019, PD030 to PD032, PD037.';
