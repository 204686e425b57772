-- SPDX-License-Identifier: Apache-2.0
--
-- Makes the database logins that active people lack (paydesk admin provision), by the host's superuser.
-- Not SECURITY DEFINER: it makes roles, so it runs with the rights of whoever may do that.

CREATE OR REPLACE FUNCTION admin.staff_provision() RETURNS TABLE (name text)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff record;
BEGIN
    FOR v_staff IN SELECT s.name, s.ledger FROM pd.staff s WHERE s.active ORDER BY s.name LOOP
        IF pd.login_make(v_staff.name, v_staff.ledger) THEN
            name := v_staff.name;
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION admin.staff_provision() IS 'Superuser: makes the missing logins of active people and returns their names. PD027.';
