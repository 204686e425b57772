-- SPDX-License-Identifier: Apache-2.0
--
-- What became of a request of mine: asked after a lost connection. 'unknown' means that no such request
-- of mine has been answered; the same id may then be sent again. Operation request.view.

CREATE OR REPLACE FUNCTION api.request_view(p_id uuid)
RETURNS TABLE (request uuid, outcome text, operation text, at timestamptz, answer jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('request.view');
BEGIN
    IF p_id IS NULL THEN
        PERFORM pd.refuse('PD001', 'A request id is needed.', 'id');
    END IF;
    RETURN QUERY
    SELECT r.id, r.outcome, r.operation, r.at, r.answer
      FROM pd.request r
     WHERE r.id = p_id AND r.staff = v_staff.id;
    IF NOT FOUND THEN
        RETURN QUERY SELECT p_id, 'unknown', NULL::text, NULL::timestamptz, NULL::jsonb;
    END IF;
END $$;
COMMENT ON FUNCTION api.request_view(uuid) IS 'done, refused or unknown, and the first answer, of a request of mine. PD001, PD003.';
