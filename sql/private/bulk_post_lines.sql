-- SPDX-License-Identifier: Apache-2.0
--
-- Posts the good lines of a bulk after done_to up to a place, one journal each, and marks them.  Their accounts are
-- locked and judged.

CREATE OR REPLACE FUNCTION pd.bulk_post_lines(p_bulk pd.bulk, p_last integer, p_business_date date, p_request uuid)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_count integer;
    v_places integer[];
    v_accounts bigint[];
    v_amounts bigint[];
    v_texts text[];
    v_ordinals integer[];
    v_posted pd.batch_posted;
BEGIN
    SELECT count(*), array_agg(n.place), array_agg(n.account), array_agg(n.amount), array_agg(n.text)
      INTO v_count, v_places, v_accounts, v_amounts, v_texts
      FROM (SELECT l.place, l.account, l.amount,
                   nullif(concat_ws(' ', l.text, nullif(l.reference, 'NOTPROVIDED')), '') AS text
              FROM pd.bulk_line l
             WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place > p_bulk.done_to AND l.place <= p_last
               AND l.state = 'good'
             ORDER BY l.place) n;
    IF v_count = 0 THEN
        RETURN;
    END IF;
    -- The payers' legs first, then the payees'.
    v_ordinals := pd.import_ordinals(v_count);
    v_posted := pd.post_batch(
        p_bulk.ledger, p_bulk.accepted_by,
        v_ordinals || v_ordinals,
        array_fill(p_bulk.payer, ARRAY[v_count]) || v_accounts,
        pd.import_negated(v_amounts) || v_amounts,
        array_fill('principal'::text, ARRAY[2 * v_count]),
        array_fill('bulk.payment'::text, ARRAY[v_count]),
        array_fill(p_business_date, ARRAY[v_count]), array_fill(p_business_date, ARRAY[v_count]),
        v_texts, NULL, array_fill(p_request, ARRAY[v_count]));
    UPDATE pd.bulk_line l
       SET state = 'posted',
           journal = j.journal
      FROM unnest(v_places, v_posted.journal_ids) AS j(place, journal)
     WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place = j.place
       -- Without these bounds the planner may walk through the whole file for each chunk.
       AND l.place > p_bulk.done_to AND l.place <= p_last;
END $$;
COMMENT ON FUNCTION pd.bulk_post_lines(pd.bulk, integer, date, uuid) IS 'Posts good lines of a bulk up to a place.';
