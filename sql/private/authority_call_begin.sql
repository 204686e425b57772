-- SPDX-License-Identifier: Apache-2.0
--
-- Begins a changing call: who, where, and whether this request was answered before. The body is all that
-- the request says, so that one id cannot stand for two different requests; only its hash is kept. Give
-- secrets in it as hashes.
--
-- Nearly every call is in order, and one look tells: a live session of this login that is not limited, a role that may do
-- it, a young transaction. When that look finds nothing, pd.caller asks step by step and says what is missing; so the look
-- may be stricter than the steps, and never milder.

CREATE OR REPLACE FUNCTION pd.call_begin(p_operation text, p_request uuid, p_body jsonb) RETURNS pd.call
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_token text := current_setting('paydesk.session', true);
    v_hash bytea := sha256(convert_to(coalesce(p_body, '{}'::jsonb)::text, 'UTF8'));
    v_staff pd.staff;
    v_call pd.call;
    v_known pd.request;
BEGIN
    SELECT s.id, s.ledger, l.business_date, p_operation, p_request, v_hash, r.id, r.staff, r.operation, r.body_hash, r.answer
      INTO v_call.staff, v_call.ledger, v_call.business_date, v_call.operation, v_call.request, v_call.body_hash,
           v_known.id, v_known.staff, v_known.operation, v_known.body_hash, v_known.answer
      FROM pd.session_live s
      JOIN pd.role_operation o ON o.role = s.role AND o.operation = p_operation
      JOIN pd.ledger l ON l.id = s.ledger
      LEFT JOIN pd.request r ON r.id = p_request
     WHERE s.token_hash = CASE WHEN length(v_token) = 64 AND v_token !~ '[^0-9a-f]' THEN sha256(decode(v_token, 'hex')) END
       AND s.login = session_user
       AND s.name = session_user
       AND NOT s.is_limited
       -- Older than that, pd.caller keeps the session awake.
       AND s.last_seen > clock_timestamp() - interval '20 s'
       AND transaction_timestamp() >= clock_timestamp() - interval '30 s';
    IF NOT FOUND THEN
        v_staff := pd.caller(p_operation);
        SELECT v_staff.id, v_staff.ledger, l.business_date, p_operation, p_request, v_hash,
               r.id, r.staff, r.operation, r.body_hash, r.answer
          INTO v_call.staff, v_call.ledger, v_call.business_date, v_call.operation, v_call.request, v_call.body_hash,
               v_known.id, v_known.staff, v_known.operation, v_known.body_hash, v_known.answer
          FROM pd.ledger l
          LEFT JOIN pd.request r ON r.id = p_request
         WHERE l.id = v_staff.ledger;
    END IF;
    IF p_request IS NULL THEN
        PERFORM pd.refuse('PD001', 'A change needs a request id.', 'request');
    END IF;
    IF v_known.id IS NOT NULL THEN
        IF (v_known.staff, v_known.operation, v_known.body_hash)
           IS DISTINCT FROM (v_call.staff, v_call.operation, v_call.body_hash) THEN
            PERFORM pd.refuse('PD002', 'This request id was used for another request.', 'request',
                              'Look up what became of the first one, then ask again with a new id.');
        END IF;
        v_call.answer := v_known.answer || jsonb_build_object('replayed', true);
    END IF;
    RETURN v_call;
END $$;
COMMENT ON FUNCTION pd.call_begin(text, uuid, jsonb) IS
    'Session, permission and request id of a change; answer is set when it was answered before. PD001–PD006.';
