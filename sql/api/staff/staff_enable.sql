-- SPDX-License-Identifier: Apache-2.0
--
-- A disabled person may work again, with the password and second factor he had. Administrators only.

CREATE OR REPLACE FUNCTION api.staff_enable(p_request uuid, p_name text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('staff.enable', p_request, jsonb_build_object('name', p_name));
    v_staff pd.staff;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_staff := pd.staff_other(v_call, p_name);
    IF v_staff.active THEN
        PERFORM pd.refuse('PD029', 'This person is not disabled.', 'name');
    END IF;
    UPDATE pd.staff SET active = true, not_before = clock_timestamp() WHERE id = v_staff.id;
    RETURN pd.call_end(v_call, jsonb_build_object('name', v_staff.name, 'active', true), v_staff.name);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.staff_enable(uuid, text) IS 'Enables a disabled person. PD004 for oneself, PD012, PD029.';
