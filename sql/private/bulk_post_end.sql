-- SPDX-License-Identifier: Apache-2.0
--
-- After a chunk: when no line is left, takes the fee and closes the bulk.  The fee is the one that was accepted; a file of
-- which nothing could be posted costs none.

CREATE OR REPLACE FUNCTION pd.bulk_post_end(p_bulk pd.bulk, p_business_date date, p_request uuid) RETURNS pd.bulk
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bulk pd.bulk := p_bulk;
    v_is_over boolean := p_bulk.posted + p_bulk.refused + p_bulk.bad >= p_bulk.lines;
BEGIN
    IF v_is_over AND p_bulk.posted > 0 AND p_bulk.fee > 0 THEN
        PERFORM pd.post(p_bulk.ledger, 'bulk.payment', p_request, p_bulk.accepted_by, p_business_date, p_business_date,
                        format('Bulk %s, %s payments', p_bulk.id, p_bulk.posted), pd.bulk_fee_legs(p_bulk.fee_legs));
    END IF;
    UPDATE pd.bulk b
       SET state = CASE WHEN v_is_over THEN 'posted' ELSE b.state END,
           fee = CASE WHEN v_is_over AND b.posted = 0 THEN 0 ELSE b.fee END
     WHERE b.ledger = p_bulk.ledger AND b.id = p_bulk.id
    RETURNING b.* INTO v_bulk;
    RETURN v_bulk;
END $$;
COMMENT ON FUNCTION pd.bulk_post_end(pd.bulk, date, uuid) IS 'After its last line: takes the fee of a bulk and closes it.';
