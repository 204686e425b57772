-- SPDX-License-Identifier: Apache-2.0
--
-- A person's database login: 'missing', 'ready' (made by us: member of paydesk_staff, no other right) or
-- 'foreign' (a role of another purpose has this name; we never touch it and never name a person so).

CREATE OR REPLACE FUNCTION pd.login_state(p_name text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id oid;
    v_plain bool;
BEGIN
    SELECT r.oid,
           r.rolcanlogin AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
                                  OR r.rolbypassrls)
      INTO v_id, v_plain
      FROM pg_roles r
     WHERE r.rolname = p_name;
    IF NOT FOUND THEN
        RETURN 'missing';
    END IF;
    IF v_plain AND ARRAY['paydesk_staff'::name] = ARRAY(
        SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = v_id) THEN
        RETURN 'ready';
    END IF;
    RETURN 'foreign';
END $$;
COMMENT ON FUNCTION pd.login_state(text) IS '''missing'', ''ready'' or ''foreign''.';
