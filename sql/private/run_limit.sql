-- SPDX-License-Identifier: Apache-2.0
--
-- How many accounts one call of a run does: 1 to 20,000.

CREATE OR REPLACE FUNCTION pd.run_limit(p_limit integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_limit NOT BETWEEN 1 AND 20000 THEN
        PERFORM pd.refuse('PD001', 'A call does 1 to 20000 accounts.', 'limit');
    END IF;
    RETURN coalesce(p_limit, 5000);
END $$;
COMMENT ON FUNCTION pd.run_limit(integer) IS 'Accounts of a call; PD001 on limit.';
