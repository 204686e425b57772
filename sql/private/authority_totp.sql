-- SPDX-License-Identifier: Apache-2.0
--
-- The one-time code of a time step: RFC 6238 with SHA-1, over RFC 4226's truncation.

CREATE OR REPLACE FUNCTION pd.totp(p_seed bytea, p_step bigint, p_digits int DEFAULT 6) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hash bytea := ext.hmac(int8send(p_step), p_seed, 'sha1');
    v_at int := get_byte(v_hash, 19) & 15;
    v_number bigint;
BEGIN
    v_number := ((get_byte(v_hash, v_at) & 127)::bigint << 24)
        | (get_byte(v_hash, v_at + 1) << 16)
        | (get_byte(v_hash, v_at + 2) << 8)
        | get_byte(v_hash, v_at + 3);
    RETURN lpad((v_number % (10 ^ p_digits)::bigint)::text, p_digits, '0');
END $$;
COMMENT ON FUNCTION pd.totp(bytea, bigint, int) IS 'RFC 6238 code of the step (steps are 30 seconds).';
