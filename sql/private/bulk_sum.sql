-- SPDX-License-Identifier: Apache-2.0
--
-- The sum of a bulk's good lines after done_to up to a place.

CREATE OR REPLACE FUNCTION pd.bulk_sum(p_bulk pd.bulk, p_last integer) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT sum(l.amount)::bigint
                       FROM pd.bulk_line l
                      WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place > p_bulk.done_to AND l.place <= p_last
                        AND l.state = 'good'), 0);
END $$;
COMMENT ON FUNCTION pd.bulk_sum(pd.bulk, integer) IS 'Sum of the next good lines of a bulk up to a place.';
