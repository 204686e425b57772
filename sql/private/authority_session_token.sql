-- SPDX-License-Identifier: Apache-2.0
--
-- The SHA-256 of the token that the client set as paydesk.session; NULL when it set none of that form.
-- Anyone may set the setting: knowing a token is the proof, not the setting.

CREATE OR REPLACE FUNCTION pd.session_token() RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_token text := current_setting('paydesk.session', true);
BEGIN
    -- A pattern with {64} would cost as much as all else that is asked of a session.
    IF length(v_token) = 64 AND v_token !~ '[^0-9a-f]' THEN
        RETURN sha256(decode(v_token, 'hex'));
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION pd.session_token() IS 'Hash of the session token of this connection, or NULL.';
