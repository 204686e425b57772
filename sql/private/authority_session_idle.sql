-- SPDX-License-Identifier: Apache-2.0
--
-- PCI DSS 8.2.8: signed out after 15 minutes without a call.

CREATE OR REPLACE FUNCTION pd.session_idle() RETURNS interval
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN interval '15 min';
END $$;
COMMENT ON FUNCTION pd.session_idle() IS 'How long a session may be idle.';
