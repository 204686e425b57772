-- SPDX-License-Identifier: Apache-2.0
--
-- A TOTP seed is kept under a key made from K, which the database never stores: a stolen dump holds no
-- second factor. The price is that whoever forgets the password enrols again.

CREATE OR REPLACE FUNCTION pd.seed_seal(p_seed bytea, p_key bytea, OUT ret_iv bytea, OUT ret_sealed bytea)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_seed IS NULL THEN
        RETURN;
    END IF;
    ret_iv := ext.gen_random_bytes(16);
    ret_sealed := ext.encrypt_iv(p_seed, ext.hmac('paydesk totp seed', p_key, 'sha256'), ret_iv, 'aes-cbc/pad:pkcs');
END $$;
COMMENT ON FUNCTION pd.seed_seal(bytea, bytea) IS 'Seals a TOTP seed under K (AES-256); NULL stays NULL.';
