-- SPDX-License-Identifier: Apache-2.0
--
-- Removes a limit.  Operation limit.remove.
-- PD001 field, PD012 no such limit, account, product or role, PD015 not the account's currency.

CREATE OR REPLACE FUNCTION api.limit_remove(
    p_request uuid, p_scope text, p_subject text, p_reason text, p_operation text DEFAULT NULL, p_currency text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('limit.remove', p_request,
        jsonb_build_object('scope', p_scope, 'subject', p_subject, 'reason', p_reason, 'operation', p_operation,
                           'currency', p_currency));
    v_key pd.limit;
    v_limit pd.limit;
    v_reason text;
    v_answer jsonb;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_key := pd.limit_key(v_call.ledger, p_scope, p_subject, p_operation, p_currency, false);
    DELETE FROM pd.limit l
     WHERE l.ledger = v_call.ledger AND l.scope = v_key.scope AND l.subject = v_key.subject
       AND l.currency = v_key.currency AND l.operation = v_key.operation
    RETURNING l.* INTO v_limit;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', 'There is no such limit.', 'subject', 'List the limits to see which there are.');
    END IF;
    v_answer := pd.limit_answer(v_limit);
    IF p_scope = 'account' THEN
        PERFORM pd.limit_flag(v_call.ledger, v_limit.subject::bigint);
    END IF;
    PERFORM pd.limit_event_write(v_call, 'remove', v_limit, v_reason);
    RETURN pd.call_end(v_call, v_answer, 'limit ' || v_limit.id);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.limit_remove(uuid, text, text, text, text, text) IS 'Removes a limit. PD001, PD012, PD015.';
