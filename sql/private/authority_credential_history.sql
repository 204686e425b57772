-- SPDX-License-Identifier: Apache-2.0
--
-- The last four passwords of a person, newest first (PCI DSS 8.3.7). Enrolling adds a credential with
-- the same password, so it is the salts that are counted.

CREATE OR REPLACE FUNCTION pd.credential_history(p_staff int)
RETURNS TABLE (salt bytea, ops int, mem_kib int, verifier bytea)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT c.salt, c.ops, c.mem_kib, c.verifier
      FROM pd.credential c
     WHERE c.staff = p_staff
     GROUP BY c.salt, c.ops, c.mem_kib, c.verifier
     ORDER BY max(c.id) DESC
     LIMIT 4;
END $$;
COMMENT ON FUNCTION pd.credential_history(int) IS 'Salts, costs and verifiers of the last four passwords, newest first.';
