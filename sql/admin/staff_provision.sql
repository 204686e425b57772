-- SPDX-License-Identifier: Apache-2.0
--
-- Makes the database logins that active people lack (paydesk admin provision), by the host's superuser.
-- A role of another purpose that has such a name is never touched: it stops the whole run.
-- Not SECURITY DEFINER: it makes roles, so it runs with the rights of whoever may do that.

CREATE OR REPLACE FUNCTION admin.staff_provision() RETURNS TABLE (name text)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff record;
    v_state text;
BEGIN
    FOR v_staff IN
        SELECT s.id, s.name, s.ledger FROM pd.staff s WHERE s.active ORDER BY s.name
    LOOP
        v_state := pd.login_state(v_staff.name);
        IF v_state = 'foreign' OR v_staff.name !~ '^[a-z][a-z0-9_]{1,30}$' THEN
            PERFORM pd.refuse('PD027', format('The database role %s is not a person''s login.', v_staff.name), 'name',
                              'Rename or drop that role, then provision again.');
        ELSIF v_state = 'missing' THEN
            EXECUTE format('CREATE ROLE %I LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION '
                           'NOBYPASSRLS CONNECTION LIMIT 64 IN ROLE paydesk_staff', v_staff.name);
            PERFORM pd.event_write(NULL, v_staff.ledger, 'admin.staff_provision', v_staff.name, NULL, 'done');
            name := v_staff.name;
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION admin.staff_provision() IS 'Superuser: makes the missing logins of active people and returns their names. PD027.';
