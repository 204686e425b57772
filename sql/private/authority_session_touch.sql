-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps a session awake. At most once in 20 seconds, so that reads stay cheap, and never waiting for
-- another connection of the same session: whoever holds the row is touching it as well.

CREATE OR REPLACE FUNCTION pd.session_touch(p_token_hash bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM pd.session s WHERE s.token_hash = p_token_hash FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
        UPDATE pd.session SET last_seen = clock_timestamp() WHERE token_hash = p_token_hash;
    END IF;
END $$;
COMMENT ON FUNCTION pd.session_touch(bytea) IS 'Sets last_seen to now unless another connection is doing it.';
