-- SPDX-License-Identifier: Apache-2.0
--
-- Which time step a code belongs to: the present one or a neighbour, and later than the last one used,
-- because each step works once. The clock is the database's.

CREATE OR REPLACE FUNCTION pd.totp_step(p_seed bytea, p_code text, p_last_step bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_now bigint := floor(extract(epoch FROM clock_timestamp()) / 30);
BEGIN
    FOR v_step IN greatest(v_now - 1, p_last_step + 1) .. v_now + 1 LOOP
        IF pd.totp(p_seed, v_step) = p_code THEN
            RETURN v_step;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION pd.totp_step(bytea, text, bigint) IS 'The step of a code, within one of now and after p_last_step; else NULL.';
