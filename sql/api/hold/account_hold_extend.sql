-- SPDX-License-Identifier: Apache-2.0
--
-- Lets a hold end later: all that it still keeps is kept until the new day, and what was left of its schedule is void.
-- Operation account.hold.extend.
-- PD001 field, PD004 the kind is not for the role, PD012 no such hold, PD029 it has no end, or a later one, PD030 captured,
-- PD031 released, PD032 expired.

CREATE OR REPLACE FUNCTION api.account_hold_extend(p_request uuid, p_hold bigint, p_until date, p_reason text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('account.hold.extend', p_request,
        jsonb_build_object('hold', p_hold, 'until', p_until, 'reason', p_reason));
    v_hold pd.hold_state;
    v_reason text;
    v_end timestamptz;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_end := pd.hold_until(v_call.ledger, p_until);
    v_hold := pd.hold_get(v_call.ledger, v_call.staff, p_hold, 'place');
    PERFORM pd.pending_open_check(format('Hold %s', v_hold.id), v_hold.state, 'hold');
    IF v_hold.ends_at IS NULL THEN
        PERFORM pd.refuse('PD029', format('Hold %s has no end.', v_hold.id), 'hold', 'It lasts until somebody releases it.');
    END IF;
    IF v_end <= v_hold.ends_at THEN
        PERFORM pd.refuse('PD029', format('Hold %s ends no earlier than that already.', v_hold.id), 'until',
                          'To end it earlier, release it.');
    END IF;
    PERFORM pd.hold_extend(v_call, v_hold, v_end, v_reason);
    RETURN pd.call_end(v_call, pd.hold_answer(v_call.ledger, v_hold.id), 'hold ' || v_hold.id);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.account_hold_extend(uuid, bigint, date, text) IS
    'Lets a hold end later. PD001, PD004, PD012, PD029 to PD032.';
