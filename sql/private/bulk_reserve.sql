-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps so much of the payer's funds for a bulk; returns what pd.bulk_release gives back.  NULL: nothing is kept, and
-- pd.bulk_payer_check looks at the whole rest before each chunk instead.

CREATE OR REPLACE FUNCTION pd.bulk_reserve(p_bulk pd.bulk, p_amount bigint, p_staff integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN NULL;
END $$;
COMMENT ON FUNCTION pd.bulk_reserve(pd.bulk, bigint, integer) IS 'Keeps funds of the payer for a bulk.';
