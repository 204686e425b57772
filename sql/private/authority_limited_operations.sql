-- SPDX-License-Identifier: Apache-2.0
--
-- What a session may do that has not finished its sign-in (password to change, second factor to enrol).

CREATE OR REPLACE FUNCTION pd.limited_operations() RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY['staff.change_password', 'staff.enrol', 'staff.session', 'staff.sign_out'];
END $$;
COMMENT ON FUNCTION pd.limited_operations() IS 'The operations of a limited session.';
