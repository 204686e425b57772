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
    v_last integer;
    v_refused integer;
    v_amount bigint;
BEGIN
    SELECT max(n.place) INTO v_last
      FROM (SELECT l.place
              FROM pd.bulk_line l
             WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place > p_bulk.done_to AND l.state = 'good'
             ORDER BY l.place
             LIMIT p_limit) n;
    v_last := coalesce(v_last, p_bulk.lines);
    PERFORM FROM pd.balance b
      WHERE b.ledger = p_bulk.ledger
        AND b.account IN (SELECT p_bulk.payer
                          UNION
                          SELECT l.account
                            FROM pd.bulk_line l
                           WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place > p_bulk.done_to
                             AND l.place <= v_last AND l.state = 'good')
      ORDER BY b.account
        FOR NO KEY UPDATE;
    PERFORM pd.bulk_payer_check(p_bulk);
    v_refused := pd.bulk_judge(p_bulk, p_bulk.done_to + 1, v_last, 'refused');
    -- Its own reservation must not stand in the way; the next one is smaller by what is posted here.
    PERFORM pd.bulk_release(p_bulk);
    v_amount := pd.bulk_post_lines(p_bulk, v_last, p_business_date, p_request);
    UPDATE pd.bulk b
       SET done_to = v_last,
           posted = (SELECT b.posted + count(*)
                       FROM pd.bulk_line l
                      WHERE l.ledger = b.ledger AND l.bulk = b.id AND l.place > b.done_to AND l.place <= v_last
                        AND l.state = 'posted'),
           refused = b.refused + v_refused,
           posted_amount = b.posted_amount + v_amount,
           reservation = NULL,
           hindrance = NULL,
           touched_at = clock_timestamp()
     WHERE b.ledger = p_bulk.ledger AND b.id = p_bulk.id
    RETURNING b.* INTO v_bulk;
    RETURN pd.bulk_post_end(v_bulk, p_business_date, p_request);
END $$;
COMMENT ON FUNCTION pd.bulk_post(pd.bulk, date, uuid, integer) IS
    'Posts the next lines of a locked bulk, and the fee at its end: PD013, PD014, PD018.';
