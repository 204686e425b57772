-- SPDX-License-Identifier: Apache-2.0
--
-- A forgotten password or a lost phone: a one-time password, which must be changed, and the second factor
-- must be enrolled again (its seed was sealed under the old password). All his sessions are void and a
-- lockout ends. Administrators only.

CREATE OR REPLACE FUNCTION api.staff_reset(p_request uuid, p_name text, p_salt bytea, p_key bytea) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('staff.reset', p_request, jsonb_build_object(
        'name', p_name, 'salt', encode(p_salt, 'hex'), 'key', encode(sha256(p_key), 'hex')));
    v_staff pd.staff;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    PERFORM pd.credential_check(p_salt, p_key, 'name');
    v_staff := pd.staff_other(v_call, p_name);
    UPDATE pd.staff
       SET generation = generation + 1, not_before = clock_timestamp()
     WHERE id = v_staff.id;
    PERFORM pd.credential_add(v_staff.id, v_staff.generation + 1, p_salt, c.ret_ops, c.ret_mem_kib, p_key, NULL,
                              true, NULL)
       FROM pd.password_cost() c;
    PERFORM pd.tries(v_staff.id, 'clear');
    RETURN pd.call_end(v_call, jsonb_build_object('name', v_staff.name), v_staff.name);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.staff_reset(uuid, text, bytea, bytea) IS
    'A one-time password and a new enrolment for a person. PD001, PD004 for oneself, PD012.';
