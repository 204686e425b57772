-- SPDX-License-Identifier: Apache-2.0
--
-- How far a bulk is, for a person: "1200 of 100000 loaded", "done".

CREATE OR REPLACE FUNCTION pd.bulk_progress(p_bulk pd.bulk) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE p_bulk.state
               WHEN 'loading' THEN format('%s of %s loaded', p_bulk.lines, p_bulk.lines_expected)
               WHEN 'loaded' THEN 'waits to be accepted'
               WHEN 'accepted' THEN format('%s of %s posted', p_bulk.posted, p_bulk.lines - p_bulk.bad)
               WHEN 'posted' THEN 'done'
               ELSE 'cancelled'
           END;
END $$;
COMMENT ON FUNCTION pd.bulk_progress(pd.bulk) IS 'How far a bulk is, in words.';
