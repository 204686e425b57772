-- SPDX-License-Identifier: Apache-2.0
--
-- The screen was locked for a while: the password again, counted like a sign-in. Works only while the
-- session lives; after that both factors are asked again. Operation staff.unlock_screen.

CREATE OR REPLACE FUNCTION api.staff_unlock_screen(p_key bytea, OUT status text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('staff.unlock_screen');
    v_why text := pd.factors_check(v_staff, p_key, NULL, false);
BEGIN
    PERFORM pd.event_write(v_staff.id, v_staff.ledger, 'staff.unlock_screen', NULL, NULL,
                           CASE v_why WHEN '' THEN 'done' ELSE 'failed' END,
                           CASE v_why WHEN '' THEN NULL ELSE jsonb_build_object('why', v_why) END);
    status := CASE v_why WHEN '' THEN 'ok' ELSE 'refused' END;
END $$;
COMMENT ON FUNCTION api.staff_unlock_screen(bytea) IS 'ok or refused. PD003, PD005, PD006.';
