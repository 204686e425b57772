-- SPDX-License-Identifier: Apache-2.0
--
-- Counts the lines of a bulk anew, sums up the good ones, quotes the fee, and puts the bulk into a state.  PD001 when
-- the sum is more than can be kept for one file.

CREATE OR REPLACE FUNCTION pd.bulk_totals(p_bulk pd.bulk, p_state text) RETURNS pd.bulk
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bulk pd.bulk;
    v_bad integer;
    v_amount numeric;
BEGIN
    SELECT count(*) FILTER (WHERE l.state = 'bad'), coalesce(sum(l.amount) FILTER (WHERE l.state = 'good'), 0)
      INTO v_bad, v_amount
      FROM pd.bulk_line l
     WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id;
    IF v_amount > 999000000000000 THEN
        PERFORM pd.refuse('PD001', 'The sum of the file is too large.', 'file', 'Split the file.');
    END IF;
    UPDATE pd.bulk b
       SET bad = v_bad,
           amount = v_amount,
           fee = pd.legs_fee(pd.bulk_fee(b, v_amount::bigint)),
           state = p_state,
           touched_at = clock_timestamp()
     WHERE b.ledger = p_bulk.ledger AND b.id = p_bulk.id
    RETURNING b.* INTO v_bulk;
    RETURN v_bulk;
END $$;
COMMENT ON FUNCTION pd.bulk_totals(pd.bulk, text) IS 'Counts and sums of a bulk, in its row: PD001.';
