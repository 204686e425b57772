-- SPDX-License-Identifier: Apache-2.0
--
-- The counterpart of pd.seed_seal. Only called when the verifier has shown that K is right.

CREATE OR REPLACE FUNCTION pd.seed_open(p_credential pd.credential, p_key bytea) RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_credential.totp_sealed IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN ext.decrypt_iv(p_credential.totp_sealed, ext.hmac('paydesk totp seed', p_key, 'sha256'),
                          p_credential.totp_iv, 'aes-cbc/pad:pkcs');
END $$;
COMMENT ON FUNCTION pd.seed_open(pd.credential, bytea) IS 'The TOTP seed of a credential, or NULL when not enrolled.';
