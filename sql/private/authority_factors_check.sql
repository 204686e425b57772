-- SPDX-License-Identifier: Apache-2.0
--
-- Are these the person's factors? One guess at a time (the row lock), the failure is charged before the
-- factors are looked at and forgiven when they are right, and a code's step is used up. The row that is
-- locked is one that only this person's own login ever reaches.

CREATE OR REPLACE FUNCTION pd.factors_check(p_staff pd.staff, p_key bytea, p_code text, p_with_code bool)
RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_last_step bigint;
    v_step bigint;
    v_credential pd.credential;
BEGIN
    SELECT l.last_step INTO STRICT v_last_step FROM pd.staff_login l WHERE l.staff = p_staff.id FOR UPDATE NOWAIT;
    IF pd.tries(p_staff.id, 'look') >= 10 THEN
        RETURN 'locked';
    END IF;
    PERFORM pd.tries(p_staff.id, 'charge');

    v_credential := pd.credential_current(p_staff.id, p_staff.generation);
    IF sha256(p_key) IS DISTINCT FROM v_credential.verifier THEN
        RETURN 'factors';
    END IF;
    IF p_with_code AND v_credential.totp_sealed IS NOT NULL THEN
        v_step := pd.totp_step(pd.seed_open(v_credential, p_key), p_code, v_last_step);
        IF v_step IS NULL THEN
            RETURN 'factors';
        END IF;
        UPDATE pd.staff_login SET last_step = v_step WHERE staff = p_staff.id;
    END IF;

    PERFORM pd.tries(p_staff.id, 'clear');
    RETURN '';
END $$;
COMMENT ON FUNCTION pd.factors_check(pd.staff, bytea, text, bool) IS
    '''locked'', ''factors'' (one of them is wrong) or '''' (right). Counts towards the lockout. 55P03 when busy.';
