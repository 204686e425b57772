-- SPDX-License-Identifier: Apache-2.0
--
-- What a person must still do before working: '' when nothing.

CREATE OR REPLACE FUNCTION pd.credential_next(p_credential pd.credential) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_credential.must_change THEN
        RETURN 'change_password';
    ELSIF p_credential.totp_sealed IS NULL THEN
        RETURN 'enrol';
    END IF;
    RETURN '';
END $$;
COMMENT ON FUNCTION pd.credential_next(pd.credential) IS
    '''change_password'', ''enrol'' or ''''; until it is '''' the session is limited.';
