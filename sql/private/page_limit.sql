-- SPDX-License-Identifier: Apache-2.0
--
-- How many rows a page has: 1 to 200.

CREATE OR REPLACE FUNCTION pd.page_limit(p_limit integer, p_default integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_limit NOT BETWEEN 1 AND 200 THEN
        PERFORM pd.refuse('PD001', 'A page has 1 to 200 rows.', 'limit');
    END IF;
    RETURN coalesce(p_limit, p_default);
END $$;
COMMENT ON FUNCTION pd.page_limit(integer, integer) IS 'The rows of a page; PD001 on limit.';
