-- SPDX-License-Identifier: Apache-2.0
--
-- Lifts the block of an account's debits, credits or both, with a reason that is kept.  Operation account.unblock.
-- PD001 field, PD012 no account, PD013 closed, PD029 not blocked.

CREATE OR REPLACE FUNCTION api.account_unblock(p_request uuid, p_account text, p_what text, p_reason text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('account.unblock', p_request,
        jsonb_build_object('account', p_account, 'what', p_what, 'reason', p_reason));
    v_account pd.account_now;
    v_flags integer;
    v_reason text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_flags := pd.blocks_flags(p_what, 'what');
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_account := pd.account_customer_get(v_call.ledger, p_account, 'account');
    PERFORM pd.account_open_check(v_account, 'account');
    UPDATE pd.balance b
       SET flags = b.flags & ~v_flags
     WHERE b.ledger = v_call.ledger AND b.account = v_account.id AND b.flags & v_flags <> 0
     RETURNING b.flags INTO v_flags;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD029', format('Account %s is not blocked that way.', v_account.number), 'what');
    END IF;
    INSERT INTO pd.account_note (ledger, account, staff, what, reason, request)
    VALUES (v_call.ledger, v_account.id, v_call.staff, 'unblock ' || p_what, v_reason, p_request);
    RETURN pd.call_end(v_call, jsonb_build_object('account', v_account.number, 'blocks', pd.blocks_text(v_flags)),
                       v_account.number);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.account_unblock(uuid, text, text, text) IS
    'Unblocks debits, credits or both of an account. PD001, PD012, PD013, PD029 not blocked.';
