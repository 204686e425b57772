-- SPDX-License-Identifier: Apache-2.0
--
-- Posts the next p_limit lines of a locked, accepted bulk by one set-based call, each as a journal of its own (payer to
-- payee), and after the last line the fee.  All balance rows are locked first, in account order.  Lines whose payee can
-- no longer be paid are refused, with the reason; the others go on.  Something about the payer stops the whole call:
-- PD013, PD014, PD018.  The state of the lines, the counters and the entries are one commit, so a line is posted once
-- however often this is cut off and called again.

CREATE OR REPLACE FUNCTION pd.bulk_post(p_bulk pd.bulk, p_business_date date, p_request uuid, p_limit integer) RETURNS pd.bulk
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_bulk pd.bulk := p_bulk;
    v_last integer := pd.bulk_next(p_bulk, p_limit);
    v_chunk record;
BEGIN
    PERFORM pd.bulk_lock_accounts(p_bulk, v_last);
    PERFORM pd.bulk_payer_check(p_bulk);
    -- Its own hold must not stand in the way of what is posted here, whatever becomes of the single lines.
    PERFORM pd.bulk_free(p_bulk, CASE WHEN v_last = p_bulk.lines THEN pd.bulk_rest(p_bulk)
                                      ELSE pd.bulk_sum(p_bulk, v_last) END, p_bulk.accepted_by, p_request);
    PERFORM pd.bulk_judge(p_bulk, p_bulk.done_to + 1, v_last, 'refused');
    PERFORM pd.bulk_post_lines(p_bulk, v_last, p_business_date, p_request);
    SELECT count(*) FILTER (WHERE l.state = 'posted') AS posted,
           count(*) FILTER (WHERE l.state = 'refused') AS refused,
           coalesce(sum(l.amount) FILTER (WHERE l.state = 'posted'), 0)::bigint AS posted_amount,
           coalesce(sum(l.amount) FILTER (WHERE l.state = 'refused'), 0)::bigint AS refused_amount
      INTO v_chunk
      FROM pd.bulk_line l
     WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place > p_bulk.done_to AND l.place <= v_last;
    UPDATE pd.bulk b
       SET done_to = v_last,
           posted = b.posted + v_chunk.posted,
           refused = b.refused + v_chunk.refused,
           posted_amount = b.posted_amount + v_chunk.posted_amount,
           refused_amount = b.refused_amount + v_chunk.refused_amount,
           hindrance = NULL,
           touched_at = clock_timestamp()
     WHERE b.ledger = p_bulk.ledger AND b.id = p_bulk.id
    RETURNING b.* INTO v_bulk;
    RETURN pd.bulk_post_end(v_bulk, p_business_date, p_request);
END $$;
COMMENT ON FUNCTION pd.bulk_post(pd.bulk, date, uuid, integer) IS
    'Posts the next lines of a locked bulk, and the fee at its end: PD013, PD014, PD018.';
