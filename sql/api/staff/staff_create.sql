-- SPDX-License-Identifier: Apache-2.0
--
-- A new person with a one-time password: his first session may only change it and enrol. He can sign in
-- when the host's administrator has made his login (paydesk admin provision). Administrators only.

CREATE OR REPLACE FUNCTION api.staff_create(
    p_request uuid, p_name text, p_full_name text, p_role text, p_salt bytea, p_key bytea)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('staff.create', p_request, jsonb_build_object(
        'name', p_name, 'full_name', p_full_name, 'role', p_role,
        'salt', encode(p_salt, 'hex'), 'key', encode(sha256(p_key), 'hex')));
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    PERFORM pd.staff_check(p_name, p_full_name, p_role);
    PERFORM pd.credential_check(p_salt, p_key, 'name');
    PERFORM pd.staff_add(p_name, p_full_name, p_role, v_call.ledger, p_salt, c.ret_ops, c.ret_mem_kib, p_key,
                         NULL, true, v_call.staff)
       FROM pd.password_cost() c;
    RETURN pd.call_end(
        v_call,
        jsonb_build_object('name', p_name, 'full_name', p_full_name, 'role', p_role,
                           'provisioned', pd.login_state(p_name) = 'ready'),
        p_name);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.staff_create(uuid, text, text, text, bytea, bytea) IS
    'Makes a person with a one-time password. PD001, PD027 (name taken or reserved).';
