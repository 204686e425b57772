-- SPDX-License-Identifier: Apache-2.0
--
-- The first answer to a request id of the host's administrator, NULL when it is new.  He has no session, so this stands
-- beside pd.call_begin.

CREATE OR REPLACE FUNCTION pd.opening_answer(p_request uuid, p_operation text, p_body jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hash bytea;
    v_operation text;
    v_answer jsonb;
BEGIN
    IF p_request IS NULL THEN
        PERFORM pd.refuse('PD001', 'A change needs a request id.', 'request');
    END IF;
    SELECT r.operation, r.body_hash, r.answer INTO v_operation, v_hash, v_answer FROM pd.request r WHERE r.id = p_request;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF v_operation <> p_operation OR v_hash <> sha256(convert_to(p_body::text, 'UTF8')) THEN
        PERFORM pd.refuse('PD002', 'This request id was used for another request.', 'request');
    END IF;
    RETURN v_answer || '{"replayed": true}';
END $$;
COMMENT ON FUNCTION pd.opening_answer(uuid, text, jsonb) IS 'First answer to a set-up request, or NULL: PD001, PD002.';
