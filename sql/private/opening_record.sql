-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps the answer of a set-up request of the host's administrator and writes its event.  p_staff is whom it was for, 0
-- for nobody: the administrator is no member of staff.

CREATE OR REPLACE FUNCTION pd.opening_record(
    p_request uuid, p_ledger smallint, p_staff integer, p_operation text, p_body jsonb, p_answer jsonb)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_answer jsonb := p_answer || jsonb_build_object('request', p_request, 'replayed', false);
BEGIN
    PERFORM pd.call_record(ROW(p_staff, p_ledger, NULL, p_operation, p_request, sha256(convert_to(p_body::text, 'UTF8')),
                               NULL)::pd.call, 'done', v_answer);
    PERFORM pd.event_write(NULL, p_ledger, p_operation, NULL, p_request, 'done');
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.opening_record(uuid, smallint, integer, text, jsonb, jsonb) IS 'Keeps the answer of a set-up request.';
