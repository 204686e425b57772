-- SPDX-License-Identifier: Apache-2.0
--
-- The person behind the session of this connection. The token must be known, of this database login,
-- not ended, idle for at most 15 minutes, opened at most 10 hours ago, and not voided by a disable, a
-- reset or a password change. All failures look the same.

CREATE OR REPLACE FUNCTION pd.session_staff() RETURNS pd.staff
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hash bytea := pd.session_token();
    v_now timestamptz := clock_timestamp();
    v_seen timestamptz;
    v_staff pd.staff;
BEGIN
    PERFORM pd.transaction_fresh();
    SELECT f.id, f.name, f.full_name, f.role, f.ledger, f.active, f.generation, f.not_before,
           f.created_at, f.created_by
      INTO v_staff
      FROM pd.session s
      JOIN pd.staff f ON f.id = s.staff
     WHERE s.token_hash = v_hash
       AND s.login = session_user
       AND f.name = session_user
       AND s.ended IS NULL
       AND s.last_seen > v_now - pd.session_idle()
       AND s.opened > v_now - interval '10 h'
       AND f.active
       AND s.opened >= f.not_before
       AND EXISTS (SELECT
                     FROM pd.credential_current(f.id, f.generation) c
                    WHERE c.id = s.credential OR c.kept_session = s.token_hash);
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD003', 'You are not signed in.', NULL, 'Sign in and ask again.');
    END IF;
    SELECT s.last_seen INTO v_seen FROM pd.session s WHERE s.token_hash = v_hash;
    IF v_seen < v_now - interval '20 s' THEN
        PERFORM pd.session_touch(v_hash);
    END IF;
    RETURN v_staff;
END $$;
COMMENT ON FUNCTION pd.session_staff() IS 'PD003 without a live session of this login; PD005 in an old transaction.';
