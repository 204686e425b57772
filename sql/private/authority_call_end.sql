-- SPDX-License-Identifier: Apache-2.0
--
-- Ends a change that was done: answer kept, one audit event, answer returned.  What pd.call_record and pd.event_write do
-- for refusals is done here without calling them, because every payment passes through.

CREATE OR REPLACE FUNCTION pd.call_end(p_call pd.call, p_answer jsonb, p_object text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_answer jsonb := coalesce(p_answer, '{}'::jsonb)
        || jsonb_build_object('request', p_call.request, 'replayed', false);
BEGIN
    INSERT INTO pd.request (id, ledger, staff, operation, body_hash, outcome, answer)
    VALUES (p_call.request, p_call.ledger, p_call.staff, p_call.operation, p_call.body_hash, 'done', v_answer)
    ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN
        PERFORM pd.refuse('40001', 'The same request is being answered on another connection.', NULL, 'Ask again.');
    END IF;
    INSERT INTO pd.event (ledger, staff, login, origin, operation, object, request, outcome)
    VALUES (p_call.ledger, p_call.staff, session_user, coalesce(host(inet_client_addr()), 'local'), p_call.operation, p_object,
            p_call.request, 'done');
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.call_end(pd.call, jsonb, text) IS 'Keeps and returns the answer of a change, and writes its event.';
