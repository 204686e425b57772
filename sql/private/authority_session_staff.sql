-- SPDX-License-Identifier: Apache-2.0
--
-- The person behind the session of this connection. The token must be known, of this database login, and its session
-- alive (pd.session_live). All failures look the same.

CREATE OR REPLACE FUNCTION pd.session_staff() RETURNS pd.staff
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hash bytea := pd.session_token();
    v_seen timestamptz;
    v_staff pd.staff;
BEGIN
    PERFORM pd.transaction_fresh();
    SELECT s.id, s.name, s.full_name, s.role, s.ledger, s.active, s.generation, s.not_before,
           s.created_at, s.created_by
      INTO v_staff
      FROM pd.session_live s
     WHERE s.token_hash = v_hash AND s.login = session_user AND s.name = session_user;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD003', 'You are not signed in.', NULL, 'Sign in and ask again.');
    END IF;
    SELECT s.last_seen INTO v_seen FROM pd.session s WHERE s.token_hash = v_hash;
    IF v_seen < clock_timestamp() - interval '20 s' THEN
        PERFORM pd.session_touch(v_hash);
    END IF;
    RETURN v_staff;
END $$;
COMMENT ON FUNCTION pd.session_staff() IS 'PD003 without a live session of this login; PD005 in an old transaction.';
