-- SPDX-License-Identifier: Apache-2.0
--
-- Releases all that a hold still keeps.  Operation account.hold.release.
-- PD001 field, PD004 the kind is not for the role, PD012 no such hold, PD030 captured, PD031 released, PD032 expired,
-- PD037 the same person placed it.

CREATE OR REPLACE FUNCTION api.account_hold_release(p_request uuid, p_hold bigint, p_reason text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('account.hold.release', p_request,
        jsonb_build_object('hold', p_hold, 'reason', p_reason));
    v_hold pd.hold_state;
    v_reason text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_hold := pd.hold_get(v_call.ledger, v_call.staff, p_hold, 'free');
    PERFORM pd.hold_free_check(v_hold, v_call.staff, v_hold.remaining);
    PERFORM pd.hold_take(v_call, v_hold, 'release', v_hold.remaining, v_reason);
    RETURN pd.call_end(v_call, pd.hold_answer(v_call.ledger, v_hold.id), 'hold ' || v_hold.id);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.account_hold_release(uuid, bigint, text) IS
    'Releases a hold. PD001, PD004, PD012, PD030 to PD032, PD037.';
