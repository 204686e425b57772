-- SPDX-License-Identifier: Apache-2.0
--
-- Ends this session. Operation staff.sign_out; also in a limited session.

CREATE OR REPLACE FUNCTION api.sign_out(p_request uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('staff.sign_out', p_request, '{}'::jsonb);
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    UPDATE pd.session SET ended = clock_timestamp() WHERE token_hash = pd.session_token();
    RETURN pd.call_end(v_call, '{}'::jsonb, NULL);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.sign_out(uuid) IS 'Ends this session. PD001, PD002, PD003.';
