-- SPDX-License-Identifier: Apache-2.0
--
-- Salt and K have the lengths that the terminal makes; anything else is a broken or hostile client.

CREATE OR REPLACE FUNCTION pd.credential_check(p_salt bytea, p_key bytea, p_field text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_salt IS NULL OR length(p_salt) <> 16 OR p_key IS NULL OR length(p_key) <> 32 THEN
        PERFORM pd.refuse('PD001', 'The password was not derived as it must be.', p_field,
                          'Salt: 16 bytes. Key: 32 bytes of Argon2id.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.credential_check(bytea, bytea, text) IS 'PD001 unless the salt has 16 bytes and the key 32.';
