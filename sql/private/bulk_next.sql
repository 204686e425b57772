-- SPDX-License-Identifier: Apache-2.0
--
-- The place up to which the next chunk of a bulk goes: that of its p_limit-th good line to come, or the end of the file,
-- so that the bad lines behind the last good one belong to its chunk.

CREATE OR REPLACE FUNCTION pd.bulk_next(p_bulk pd.bulk, p_limit integer) RETURNS integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_last integer;
BEGIN
    SELECT max(n.place) INTO v_last
      FROM (SELECT l.place
              FROM pd.bulk_line l
             WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place > p_bulk.done_to AND l.state = 'good'
             ORDER BY l.place
             LIMIT p_limit) n;
    PERFORM FROM pd.bulk_line l
      WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place > v_last AND l.state = 'good'
      ORDER BY l.place
      LIMIT 1;
    RETURN CASE WHEN FOUND THEN v_last ELSE p_bulk.lines END;
END $$;
COMMENT ON FUNCTION pd.bulk_next(pd.bulk, integer) IS 'Last place of the next chunk of a bulk.';
