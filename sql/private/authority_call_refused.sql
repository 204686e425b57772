-- SPDX-License-Identifier: Apache-2.0
--
-- Ends a change that a rule of the business refused. The refusal is final for its request id: asked
-- again, it is refused again, even if the rule would let it pass by then. What is wrong with the call
-- itself (PD001 to PD006) is raised instead and keeps nothing, so the same id may come again, put right.

CREATE OR REPLACE FUNCTION pd.call_refused(
    p_call pd.call, p_code text, p_sentence text, p_field text, p_hint text)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_answer jsonb := jsonb_build_object(
        'refused', jsonb_build_object('code', p_code, 'field', nullif(p_field, ''),
                                      'sentence', p_sentence, 'hint', nullif(p_hint, '')),
        'request', p_call.request,
        'replayed', false);
BEGIN
    IF p_code <= 'PD006' THEN
        PERFORM pd.refuse(p_code, p_sentence, p_field, p_hint);
    END IF;
    PERFORM pd.call_record(p_call, 'refused', v_answer);
    PERFORM pd.event_write(p_call.staff, p_call.ledger, p_call.operation, NULL, p_call.request, 'refused',
                           jsonb_build_object('code', p_code, 'field', nullif(p_field, '')));
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.call_refused(pd.call, text, text, text, text) IS
    'Keeps and returns a final refusal {"refused": …}; raises PD001 to PD006 again.';
