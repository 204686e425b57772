-- SPDX-License-Identifier: Apache-2.0
--
-- Begins a changing call: who, where, and whether this request was answered before. The body is all that
-- the request says, so that one id cannot stand for two different requests; only its hash is kept. Give
-- secrets in it as hashes.

CREATE OR REPLACE FUNCTION pd.call_begin(p_operation text, p_request uuid, p_body jsonb) RETURNS pd.call
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller(p_operation);
    v_call pd.call;
    v_known_staff int;
    v_known_operation text;
    v_known_hash bytea;
    v_answer jsonb;
BEGIN
    IF p_request IS NULL THEN
        PERFORM pd.refuse('PD001', 'A change needs a request id.', 'request');
    END IF;
    v_call.staff := v_staff.id;
    v_call.ledger := v_staff.ledger;
    SELECT l.business_date INTO STRICT v_call.business_date FROM pd.ledger l WHERE l.id = v_staff.ledger;
    v_call.operation := p_operation;
    v_call.request := p_request;
    v_call.body_hash := sha256(convert_to(coalesce(p_body, '{}'::jsonb)::text, 'UTF8'));

    SELECT r.staff, r.operation, r.body_hash, r.answer
      INTO v_known_staff, v_known_operation, v_known_hash, v_answer
      FROM pd.request r
     WHERE r.id = p_request;
    IF FOUND THEN
        IF (v_known_staff, v_known_operation, v_known_hash)
           IS DISTINCT FROM (v_call.staff, v_call.operation, v_call.body_hash) THEN
            PERFORM pd.refuse('PD002', 'This request id was used for another request.', 'request',
                              'Look up what became of the first one, then ask again with a new id.');
        END IF;
        v_call.answer := v_answer || jsonb_build_object('replayed', true);
    END IF;
    RETURN v_call;
END $$;
COMMENT ON FUNCTION pd.call_begin(text, uuid, jsonb) IS
    'Session, permission and request id of a change; answer is set when it was answered before. PD001–PD006.';
