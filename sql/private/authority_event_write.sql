-- SPDX-License-Identifier: Apache-2.0
--
-- One audit event, in the transaction of what it tells. What failed or was refused is also told to the
-- server's log, which a client that rolls back cannot take back.

CREATE OR REPLACE FUNCTION pd.event_write(
    p_staff int, p_ledger smallint, p_operation text, p_object text, p_request uuid, p_outcome text,
    p_detail jsonb DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_origin text := coalesce(host(inet_client_addr()), 'local');
BEGIN
    INSERT INTO pd.event (ledger, staff, login, origin, operation, object, request, outcome, detail)
    VALUES (p_ledger, p_staff, session_user, v_origin, p_operation, p_object, p_request, p_outcome, p_detail);
    IF p_outcome <> 'done' THEN
        RAISE LOG 'paydesk event: staff=% login=% origin=% operation=% object=% request=% outcome=% detail=%',
            p_staff, session_user, v_origin, p_operation, p_object, p_request, p_outcome, p_detail;
    END IF;
END $$;
COMMENT ON FUNCTION pd.event_write(int, smallint, text, text, uuid, text, jsonb) IS
    'Writes one audit event (done, refused or failed). Never give it personal data or a secret.';
