-- SPDX-License-Identifier: Apache-2.0
--
-- The people of my branch by name, a page at a time. Administrators only.

CREATE OR REPLACE FUNCTION api.staff_list(p_after text DEFAULT NULL, p_limit int DEFAULT NULL)
RETURNS TABLE (
    name text, full_name text, role text, active bool, enrolled bool, must_change bool, locked bool,
    provisioned bool, last_login timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('staff.list');
BEGIN
    IF p_limit NOT BETWEEN 1 AND 200 THEN
        PERFORM pd.refuse('PD001', 'A page has 1 to 200 rows.', 'limit');
    END IF;
    RETURN QUERY
    SELECT s.name, s.full_name, s.role, s.active, c.totp_sealed IS NOT NULL, c.must_change,
           pd.tries(s.id, 'look') >= 10, pd.login_state(s.name) = 'ready', l.last_login
      FROM pd.staff s
      JOIN pd.staff_login l ON l.staff = s.id
     CROSS JOIN LATERAL pd.credential_current(s.id, s.generation) c
     WHERE s.ledger = v_staff.ledger AND (p_after IS NULL OR s.name > p_after)
     ORDER BY s.name
     LIMIT coalesce(p_limit, 50);
END $$;
COMMENT ON FUNCTION api.staff_list(text, int) IS 'The people of my branch after a name, at most 200. PD001, PD003, PD004.';
