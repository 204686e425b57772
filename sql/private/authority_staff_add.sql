-- SPDX-License-Identifier: Apache-2.0
--
-- Makes a person: row, credential, failure counter. The database login is made by the host's superuser
-- (admin.staff_bootstrap, admin.staff_provision): a function that may create roles could in PostgreSQL
-- 15 give itself nearly any right.

CREATE OR REPLACE FUNCTION pd.staff_add(
    p_name text, p_full_name text, p_role text, p_ledger smallint, p_salt bytea, p_ops int, p_mem_kib int,
    p_key bytea, p_seed bytea, p_must_change bool, p_created_by int)
RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id int;
BEGIN
    INSERT INTO pd.staff (name, full_name, role, ledger, created_by)
    VALUES (p_name, p_full_name, p_role, p_ledger, p_created_by)
    ON CONFLICT (name) DO NOTHING
    RETURNING id INTO v_id;
    IF v_id IS NULL THEN
        PERFORM pd.refuse('PD027', 'This name is taken.', 'name', 'Choose another one.');
    END IF;
    INSERT INTO pd.staff_login (staff) VALUES (v_id);
    PERFORM pd.credential_add(v_id, 1, p_salt, p_ops, p_mem_kib, p_key, p_seed, p_must_change, NULL);
    -- Made by the superuser too, but always the owner's, whose functions count in it.
    EXECUTE format('CREATE SEQUENCE pd.%I MINVALUE 0 START 0', 'tries_' || v_id);
    EXECUTE format('ALTER SEQUENCE pd.%I OWNER TO paydesk_owner', 'tries_' || v_id);
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.staff_add(text, text, text, smallint, bytea, int, int, bytea, bytea, bool, int) IS
    'Adds a person and returns his id. The arguments were checked by pd.staff_check. PD027.';
