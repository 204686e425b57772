-- SPDX-License-Identifier: Apache-2.0
--
-- Gives a person a new credential. p_kept_session goes on; every other session of his is void.

CREATE OR REPLACE FUNCTION pd.credential_add(
    p_staff int, p_generation int, p_salt bytea, p_ops int, p_mem_kib int, p_key bytea, p_seed bytea,
    p_must_change bool, p_kept_session bytea)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_iv bytea;
    v_sealed bytea;
BEGIN
    SELECT s.ret_iv, s.ret_sealed INTO v_iv, v_sealed FROM pd.seed_seal(p_seed, p_key) s;
    INSERT INTO pd.credential (staff, generation, salt, ops, mem_kib, verifier, totp_iv, totp_sealed,
                               must_change, kept_session)
    VALUES (p_staff, p_generation, p_salt, p_ops, p_mem_kib, sha256(p_key), v_iv, v_sealed,
            p_must_change, p_kept_session);
END $$;
COMMENT ON FUNCTION pd.credential_add(int, int, bytea, int, int, bytea, bytea, bool, bytea) IS
    'Adds the credential that counts from now on.';
