-- SPDX-License-Identifier: Apache-2.0
--
-- What the terminal needs to derive K from the password. Without a session, so it tells nothing: a name
-- that is not there, or is not this login's own, gets a salt too, the same one every time.

CREATE OR REPLACE FUNCTION api.sign_in_parameters(p_name text)
RETURNS TABLE (salt bytea, ops int, mem_kib int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_credential pd.credential;
    v_id int;
    v_generation int;
BEGIN
    PERFORM pd.transaction_fresh();
    SELECT s.id, s.generation INTO v_id, v_generation
      FROM pd.staff s
     WHERE s.name = p_name AND s.name = session_user;
    v_credential := pd.credential_current(v_id, v_generation);
    IF v_credential.id IS NOT NULL THEN
        RETURN QUERY SELECT v_credential.salt, v_credential.ops, v_credential.mem_kib;
    ELSE
        RETURN QUERY
        SELECT substr(ext.hmac(convert_to(coalesce(p_name, ''), 'UTF8'), x.value, 'sha256'), 1, 16),
               c.ret_ops, c.ret_mem_kib
          FROM pd.secret x, pd.password_cost() c
         WHERE x.name = 'unknown-name';
    END IF;
END $$;
COMMENT ON FUNCTION api.sign_in_parameters(text) IS
    'Salt and cost of Argon2id for a sign-in name; a stable made-up salt for an unknown one. Needs no session.';
