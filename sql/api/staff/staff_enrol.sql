-- SPDX-License-Identifier: Apache-2.0
--
-- My second factor: the seed that the terminal made and showed as a QR code, proven by a code from the
-- phone. Only when there is none: a stolen session must not be able to swap it, so a lost phone needs
-- an administrator's reset. Operation staff.enrol; also in a limited session.

CREATE OR REPLACE FUNCTION api.staff_enrol(p_request uuid, p_key bytea, p_seed bytea, p_code text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('staff.enrol', p_request, jsonb_build_object(
        'key', encode(sha256(p_key), 'hex'), 'seed', encode(sha256(p_seed), 'hex')));
    v_staff pd.staff;
    v_credential pd.credential;
    v_step bigint;
    v_why text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_staff := pd.session_staff();
    v_credential := pd.credential_current(v_staff.id, v_staff.generation);
    IF v_credential.totp_sealed IS NOT NULL THEN
        PERFORM pd.refuse('PD029', 'Your second factor is enrolled already.', NULL,
                          'If you lost it, ask an administrator for a reset.');
    END IF;
    IF p_seed IS NULL OR length(p_seed) NOT BETWEEN 16 AND 64 THEN
        PERFORM pd.refuse('PD001', 'The secret of the second factor has 16 to 64 bytes.', 'seed');
    END IF;
    v_why := pd.factors_check(v_staff, p_key, NULL, false);
    IF v_why <> '' THEN
        PERFORM pd.factors_refuse(v_call, v_why);
    END IF;
    v_step := pd.totp_step(p_seed, p_code, l.last_step) FROM pd.staff_login l WHERE l.staff = v_staff.id;
    IF v_step IS NULL THEN
        PERFORM pd.refuse('PD001', 'This is not the code of the new second factor.', 'code',
                          'Enter the six digits that the phone shows now; its clock must be right.');
    END IF;
    UPDATE pd.staff_login SET last_step = v_step WHERE staff = v_staff.id;
    PERFORM pd.credential_add(v_staff.id, v_staff.generation, v_credential.salt, v_credential.ops,
                              v_credential.mem_kib, p_key, p_seed, v_credential.must_change, pd.session_token());
    RETURN pd.call_end(
        v_call,
        jsonb_build_object('next', pd.credential_next(pd.credential_current(v_staff.id, v_staff.generation))),
        v_staff.name);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.staff_enrol(uuid, bytea, bytea, text) IS
    'Enrols my second factor. PD001 (password, code, seed), PD002, PD003, PD029 when there is one.';
