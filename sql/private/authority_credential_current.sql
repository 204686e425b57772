-- SPDX-License-Identifier: Apache-2.0
--
-- The credential that counts: the newest of the person's generation. One that was made in a transaction
-- that overlapped a reset has the old generation and is void, whichever of the two committed last.

CREATE OR REPLACE FUNCTION pd.credential_current(p_staff int, p_generation int) RETURNS pd.credential
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_credential pd.credential;
BEGIN
    SELECT c.id, c.staff, c.generation, c.salt, c.ops, c.mem_kib, c.verifier, c.totp_iv, c.totp_sealed,
           c.must_change, c.made_at, c.kept_session
      INTO v_credential
      FROM pd.credential c
     WHERE c.staff = p_staff AND c.generation = p_generation
     ORDER BY c.id DESC
     LIMIT 1;
    RETURN v_credential;
END $$;
COMMENT ON FUNCTION pd.credential_current(int, int) IS 'The newest credential of this generation, or NULLs.';
