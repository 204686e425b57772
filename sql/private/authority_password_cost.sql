-- SPDX-License-Identifier: Apache-2.0
--
-- The one cost of Argon2id that new passwords are made with. The terminal derives with it, so a change
-- here is a change of the program; credentials made earlier keep the cost they were made with.

CREATE OR REPLACE FUNCTION pd.password_cost(OUT ret_ops int, OUT ret_mem_kib int)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    ret_ops := 3;
    ret_mem_kib := 65536;
END $$;
COMMENT ON FUNCTION pd.password_cost() IS 'Argon2id passes and memory of new passwords: t = 3, 64 MiB.';
