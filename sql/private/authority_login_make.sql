-- SPDX-License-Identifier: Apache-2.0
--
-- Makes a person's database login if it is missing; true when it was made. Runs with the rights of the
-- caller, who must be allowed to make roles: only the host's superuser gets anywhere with it. A role of
-- another purpose is never touched.

CREATE OR REPLACE FUNCTION pd.login_make(p_name text, p_ledger smallint) RETURNS bool
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_state text := pd.login_state(p_name);
BEGIN
    IF v_state = 'foreign' OR p_name !~ '^[a-z][a-z0-9_]{1,30}$' THEN
        PERFORM pd.refuse('PD027', format('The database role %s is not a person''s login.', p_name), 'name',
                          'Rename or drop that role, then provision again.');
    ELSIF v_state = 'ready' THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE ROLE %I LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS '
                   'CONNECTION LIMIT 64 IN ROLE paydesk_staff', p_name);
    PERFORM pd.event_write(NULL, p_ledger, 'admin.staff_provision', p_name, NULL, 'done');
    RETURN true;
END $$;
COMMENT ON FUNCTION pd.login_make(text, smallint) IS 'Makes the login of a person unless it is there. PD027 for a foreign role.';
