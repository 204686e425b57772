-- SPDX-License-Identifier: Apache-2.0
--
-- Job: settles what orders have due on the ledgers' business dates, oldest first.  The orders are locked, so that each is
-- with one worker only, and the order's row moves on in the transaction that pays: a due date is paid once, whatever is
-- killed.  Then the accounts are locked in their order, as every posting does, and each payment stands for itself.

CREATE OR REPLACE FUNCTION pd.job_orders(p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_orders pd.standing_order[];
    v_order pd.standing_order;
    v_done integer := 0;
BEGIN
    SELECT array_agg(d.o ORDER BY d.ledger, d.next_run, d.id)
      INTO v_orders
      FROM (SELECT o, o.ledger, o.next_run, o.id
              FROM pd.ledger l
              JOIN pd.standing_order o ON o.ledger = l.id
             WHERE o.status = 'active' AND o.next_run <= l.business_date
               AND (o.next_try IS NULL OR o.next_try <= clock_timestamp())
             ORDER BY o.ledger, o.next_run, o.id
             LIMIT p_limit
               FOR NO KEY UPDATE OF o SKIP LOCKED) d;
    PERFORM pd.order_lock_accounts(v_orders);
    FOREACH v_order IN ARRAY coalesce(v_orders, '{}') LOOP
        PERFORM pd.order_run(v_order, (SELECT l.business_date FROM pd.ledger l WHERE l.id = v_order.ledger));
        v_done := v_done + 1;
    END LOOP;
    RETURN v_done;
END $$;
COMMENT ON FUNCTION pd.job_orders(integer) IS 'Settles up to p_limit due dates of orders; how many it tried.';
