-- SPDX-License-Identifier: Apache-2.0
--
-- Ends a change that was done: answer kept, one audit event, answer returned.

CREATE OR REPLACE FUNCTION pd.call_end(p_call pd.call, p_answer jsonb, p_object text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_answer jsonb := coalesce(p_answer, '{}'::jsonb)
        || jsonb_build_object('request', p_call.request, 'replayed', false);
BEGIN
    PERFORM pd.call_record(p_call, 'done', v_answer);
    PERFORM pd.event_write(p_call.staff, p_call.ledger, p_call.operation, p_object, p_call.request, 'done');
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.call_end(pd.call, jsonb, text) IS 'Keeps and returns the answer of a change, and writes its event.';
