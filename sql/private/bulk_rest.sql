-- SPDX-License-Identifier: Apache-2.0
--
-- What is still to be paid of an accepted bulk: the good lines that are neither posted nor refused, and the fee.

CREATE OR REPLACE FUNCTION pd.bulk_rest(p_bulk pd.bulk) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_bulk.posted + p_bulk.refused = 0 THEN
        RETURN p_bulk.amount + p_bulk.fee;
    END IF;
    RETURN p_bulk.fee
           + coalesce((SELECT sum(l.amount)
                         FROM pd.bulk_line l
                        WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place > p_bulk.done_to
                          AND l.state = 'good'), 0)::bigint;
END $$;
COMMENT ON FUNCTION pd.bulk_rest(pd.bulk) IS 'Minor units that an accepted bulk will still take from the payer, with the fee.';
