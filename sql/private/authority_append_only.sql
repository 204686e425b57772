-- SPDX-License-Identifier: Apache-2.0
--
-- Trigger of tables whose rows stay as they were written.

CREATE OR REPLACE FUNCTION pd.append_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pd.refuse('PD029', format('Rows of %s are never changed or removed.', TG_TABLE_NAME));
    RETURN NULL;
END $$;
COMMENT ON FUNCTION pd.append_only() IS 'Refuses UPDATE, DELETE and TRUNCATE; a BEFORE … FOR EACH STATEMENT trigger.';
