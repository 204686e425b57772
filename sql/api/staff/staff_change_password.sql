-- SPDX-License-Identifier: Apache-2.0
--
-- A new password for myself: needs the old one, and a fresh code when a second factor is enrolled. The
-- TOTP seed is opened with the old K and sealed with the new one here, so it never leaves the database.
-- All my other sessions end. p_previous_keys: the new password derived with each row of
-- api.staff_password_salts(), in its order. Operation staff.change_password; also in a limited session.

CREATE OR REPLACE FUNCTION api.staff_change_password(
    p_request uuid, p_key bytea, p_code text, p_new_salt bytea, p_new_key bytea, p_previous_keys bytea[])
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('staff.change_password', p_request, jsonb_build_object(
        'key', encode(sha256(p_key), 'hex'), 'new_salt', encode(p_new_salt, 'hex'),
        'new_key', encode(sha256(p_new_key), 'hex')));
    v_staff pd.staff;
    v_credential pd.credential;
    v_old record;
    v_at int := 0;
    v_why text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    PERFORM pd.credential_check(p_new_salt, p_new_key, 'new_password');
    v_staff := pd.session_staff();
    v_why := pd.factors_check(v_staff, p_key, p_code, true);
    IF v_why <> '' THEN
        PERFORM pd.factors_refuse(v_call, v_why);
    END IF;

    FOR v_old IN SELECT h.salt, h.verifier FROM pd.credential_history(v_staff.id) h LOOP
        v_at := v_at + 1;
        IF v_old.salt = p_new_salt OR p_previous_keys[v_at] IS NULL THEN
            PERFORM pd.refuse('PD001', 'The new password was not compared with the last four.', 'new_password');
        END IF;
        IF v_old.verifier = sha256(p_previous_keys[v_at]) THEN
            PERFORM pd.refuse('PD001', 'This password was one of your last four.', 'new_password',
                              'Choose one that you have not used.');
        END IF;
    END LOOP;

    v_credential := pd.credential_current(v_staff.id, v_staff.generation);
    PERFORM pd.credential_add(v_staff.id, v_staff.generation, p_new_salt, c.ret_ops, c.ret_mem_kib, p_new_key,
                              pd.seed_open(v_credential, p_key), false, pd.session_token())
       FROM pd.password_cost() c;
    RETURN pd.call_end(
        v_call,
        jsonb_build_object('next', pd.credential_next(pd.credential_current(v_staff.id, v_staff.generation))),
        v_staff.name);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.staff_change_password(uuid, bytea, text, bytea, bytea, bytea[]) IS
    'A new password for myself; ends my other sessions. PD001 (password, new_password), PD002, PD003, PD005.';
