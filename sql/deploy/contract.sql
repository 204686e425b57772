-- SPDX-License-Identifier: Apache-2.0
--
-- Programs of another version refuse to work with this database from now on.

DO $$
BEGIN
    EXECUTE pg_catalog.format('COMMENT ON SCHEMA api IS %L', pg_catalog.current_setting('paydesk.contract'));
END $$;
