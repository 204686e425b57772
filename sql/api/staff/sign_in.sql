-- SPDX-License-Identifier: Apache-2.0
--
-- Both factors in, a session token out. Answers instead of raising, so that the failure's event stays;
-- a client that rolls it back is still counted (pd.tries) and in the server's log. The answer does not
-- tell what was wrong. Before the second factor is enrolled the password alone gives a session, but a
-- limited one, good for nothing but changing the password and enrolling.

CREATE OR REPLACE FUNCTION api.sign_in(
    p_name text, p_key bytea, p_code text, OUT status text, OUT token text, OUT next text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff;
    v_credential pd.credential;
    v_why text := 'unknown';
BEGIN
    PERFORM pd.transaction_fresh();
    SELECT s.id, s.name, s.full_name, s.role, s.ledger, s.active, s.generation, s.not_before,
           s.created_at, s.created_by
      INTO v_staff
      FROM pd.staff s
     WHERE s.name = p_name AND s.name = session_user AND s.active;
    IF FOUND THEN
        v_why := pd.factors_check(v_staff, p_key, p_code, true);
    END IF;
    IF v_why <> '' THEN
        -- The name is not kept: people type their password into the wrong field.
        PERFORM pd.event_write(v_staff.id, v_staff.ledger, 'staff.sign_in', NULL, NULL, 'failed',
                               jsonb_build_object('why', v_why));
        status := 'refused';
        RETURN;
    END IF;

    v_credential := pd.credential_current(v_staff.id, v_staff.generation);
    token := encode(ext.gen_random_bytes(32), 'hex');
    INSERT INTO pd.session (token_hash, staff, login, credential)
    VALUES (sha256(decode(token, 'hex')), v_staff.id, session_user, v_credential.id);
    UPDATE pd.staff_login SET last_login = clock_timestamp() WHERE staff = v_staff.id;
    PERFORM pd.event_write(v_staff.id, v_staff.ledger, 'staff.sign_in', v_staff.name, NULL, 'done');
    status := 'ok';
    next := pd.credential_next(v_credential);
END $$;
COMMENT ON FUNCTION api.sign_in(text, bytea, text) IS
    'status ok with a session token and what must be done next, or refused. Needs no session. Ten failures lock for 30 minutes.';
