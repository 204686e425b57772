-- SPDX-License-Identifier: Apache-2.0
--
-- A person made by the host's superuser (paydesk admin staff): the bank's first administrator, and the
-- demo's people. Makes the login too. With a seed the person is ready; without one the password is
-- a one-time password and the second factor is still to be enrolled.
-- Not SECURITY DEFINER: it makes a role, so it runs with the rights of whoever may do that.

CREATE OR REPLACE FUNCTION admin.staff_bootstrap(
    p_name text, p_full_name text, p_role text, p_ledger smallint, p_salt bytea, p_ops int, p_mem_kib int,
    p_key bytea, p_seed bytea)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pd.staff_check(p_name, p_full_name, p_role);
    PERFORM pd.credential_check(p_salt, p_key, 'password');
    IF p_seed IS NOT NULL AND length(p_seed) NOT BETWEEN 16 AND 64 THEN
        PERFORM pd.refuse('PD001', 'The secret of the second factor has 16 to 64 bytes.', 'seed');
    END IF;
    PERFORM FROM pd.ledger l WHERE l.id = p_ledger;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', 'There is no such branch.', 'ledger');
    END IF;
    PERFORM pd.staff_add(p_name, p_full_name, p_role, p_ledger, p_salt, p_ops, p_mem_kib, p_key, p_seed,
                         p_seed IS NULL, NULL);
    PERFORM pd.event_write(NULL, p_ledger, 'admin.staff_bootstrap', p_name, NULL, 'done');
    RETURN jsonb_build_object('name', p_name, 'role', p_role,
                              'login_made', pd.login_make(p_name, p_ledger));
END $$;
COMMENT ON FUNCTION admin.staff_bootstrap(text, text, text, smallint, bytea, int, int, bytea, bytea) IS
    'Superuser: makes a person with password and, if given, second factor, and his login. PD001, PD012, PD027.';
