-- SPDX-License-Identifier: Apache-2.0
--
-- The salts of my last four passwords, newest first: the terminal derives the new password with each, so
-- that api.staff_change_password can see whether it was used before. Operation staff.change_password.

CREATE OR REPLACE FUNCTION api.staff_password_salts()
RETURNS TABLE (salt bytea, ops int, mem_kib int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('staff.change_password');
BEGIN
    RETURN QUERY SELECT h.salt, h.ops, h.mem_kib FROM pd.credential_history(v_staff.id) h;
END $$;
COMMENT ON FUNCTION api.staff_password_salts() IS 'Salts and costs of my last four passwords, newest first. PD003, PD005.';
