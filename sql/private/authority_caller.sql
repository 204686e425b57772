-- SPDX-License-Identifier: Apache-2.0
--
-- First statement of every function in schema api: who calls, and may he? A denial is told to the
-- server's log, because the event of a refused transaction would be rolled back with it.

CREATE OR REPLACE FUNCTION pd.caller(p_operation text) RETURNS pd.staff
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.session_staff();
    v_next text := pd.credential_next(pd.credential_current(v_staff.id, v_staff.generation));
BEGIN
    IF v_next <> '' AND p_operation <> ALL (pd.limited_operations()) THEN
        PERFORM pd.refuse('PD006',
            CASE v_next WHEN 'enrol' THEN 'Enrol your second factor first.'
                        ELSE 'Change your password first.' END);
    END IF;
    PERFORM FROM pd.role_operation r WHERE r.role = v_staff.role AND r.operation = p_operation;
    IF NOT FOUND THEN
        RAISE LOG 'paydesk event: staff=% login=% operation=% denied', v_staff.id, session_user, p_operation;
        PERFORM pd.refuse('PD004', format('Your role (%s) may not do this.', v_staff.role));
    END IF;
    RETURN v_staff;
END $$;
COMMENT ON FUNCTION pd.caller(text) IS
    'The signed-in person, if he may do this operation: else PD003, PD004, PD005 or PD006.';
