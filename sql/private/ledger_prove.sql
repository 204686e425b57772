-- SPDX-License-Identifier: Apache-2.0
--
-- Proves the books: every figure that is kept is computed again from what it was made of.  One row per check; bad is the
-- number of rows that differ and must be zero.  Reads everything, locks nothing; run it in one REPEATABLE READ
-- transaction when people are working.

CREATE OR REPLACE FUNCTION pd.prove() RETURNS TABLE (check_name text, bad bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH chained AS (
        SELECT e.ledger, e.account, e.seq, e.journal, e.currency, e.booked, e.amount, e.balance,
               count(e.balance) OVER w AS known,
               row_number() OVER w AS place,
               sum(e.amount) OVER w AS running,
               lag(e.booked) OVER w AS booked_before
          FROM pd.entry e
        WINDOW w AS (PARTITION BY e.ledger, e.account ORDER BY e.seq)
    )
    SELECT v.name, v.count
      FROM (SELECT -- Entries of a deferred account are numbered by their journal, behind those from before it became one.
                   count(*) FILTER (WHERE CASE WHEN c.balance IS NULL
                                               THEN b.flags & 32 = 0 OR c.seq / 1024 <> c.journal OR c.seq % 1024 NOT BETWEEN 1 AND 1000
                                               ELSE c.seq <> c.place OR c.known <> c.place END) AS gaps,
                   count(*) FILTER (WHERE c.balance <> c.running) AS breaks,
                   count(*) FILTER (WHERE a.kind = 'customer' AND c.booked < c.booked_before) AS back,
                   count(*) FILTER (WHERE a.id IS NULL OR a.currency <> c.currency) AS strange
              FROM chained c
              LEFT JOIN pd.account a ON a.ledger = c.ledger AND a.id = c.account
              LEFT JOIN pd.balance b ON b.ledger = c.ledger AND b.account = c.account) s
     CROSS JOIN LATERAL (VALUES
           ('entry numbers are as they should be', s.gaps),
           ('running balances chain', s.breaks),
           ('booking dates of customers go forward', s.back),
           ('entries stand on an account of their currency', s.strange)) AS v(name, count);

    RETURN QUERY
    SELECT 'balances equal their entries', count(*)
      FROM pd.balance b
      LEFT JOIN (SELECT e.ledger, e.account, count(*) AS entries, sum(e.amount) AS total
                   FROM pd.entry e
                  GROUP BY e.ledger, e.account) s ON s.ledger = b.ledger AND s.account = b.account
     WHERE b.flags & 32 = 0 AND (b.version <> coalesce(s.entries, 0) OR b.posted <> coalesce(s.total, 0));

    RETURN QUERY
    WITH summed AS (
        SELECT e.ledger, e.account, e.seq, sum(e.amount) OVER w AS posted, max(e.booked) OVER w AS booked
          FROM pd.balance b
          JOIN pd.entry e ON e.ledger = b.ledger AND e.account = b.account AND e.seq <= b.version
         WHERE b.flags & 32 <> 0
        WINDOW w AS (PARTITION BY e.ledger, e.account ORDER BY e.seq)
    )
    SELECT 'folded balances equal their entries', count(*)
      FROM (SELECT p.ledger, p.account, p.seq, p.posted, p.booked FROM pd.balance_point p
            UNION
            SELECT b.ledger, b.account, b.version, b.posted, NULL
              FROM pd.balance b
             WHERE b.flags & 32 <> 0 AND (b.version <> 0 OR b.posted <> 0)) k
      LEFT JOIN summed s ON s.ledger = k.ledger AND s.account = k.account AND s.seq = k.seq
     WHERE s.posted IS DISTINCT FROM k.posted OR s.booked <> k.booked;

    RETURN QUERY
    SELECT 'balances stay within their limits', count(*)
      FROM pd.balance b
     WHERE b.posted NOT BETWEEN -4611686018427387904 AND 4611686018427387904
        OR b.overdraft NOT BETWEEN 0 AND 1000000000000000
        OR b.held NOT BETWEEN 0 AND 1000000000000000000 OR b.pending NOT BETWEEN 0 AND 1000000000000000000;

    RETURN QUERY
    SELECT 'accounts and balances belong together', count(*)
      FROM pd.account a
      FULL JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id
     WHERE a.id IS NULL OR b.account IS NULL OR a.currency <> b.currency OR a.side <> b.side
        OR (a.status = 'closed') <> (b.flags & 8 <> 0);

    RETURN QUERY
    SELECT 'closed accounts are at zero', count(*)
      FROM pd.balance b
     WHERE b.flags & 8 <> 0 AND (b.posted <> 0 OR b.pending <> 0 OR b.held <> 0);

    RETURN QUERY
    SELECT 'drawers and vaults hold no less than nothing', count(*)
      FROM pd.balance b
     WHERE b.flags & 17 = 1 AND b.side = -1 AND b.posted > 0;

    RETURN QUERY
    SELECT 'no customer went below the floor here', count(*)
      FROM pd.balance b
      JOIN pd.entry e ON e.ledger = b.ledger AND e.account = b.account AND e.seq = b.version
      JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal
     WHERE b.flags & 17 = 1 AND b.side = 1 AND b.posted + b.overdraft - b.pending - b.held < 0
       AND e.amount < 0 AND j.request IS NOT NULL
       AND NOT EXISTS (SELECT FROM pd.journal_link k WHERE k.ledger = j.ledger AND k.journal = j.id AND k.is_forced);

    RETURN QUERY
    SELECT 'nothing went into a closed period', count(*)
      FROM pd.period_close p
      JOIN pd.journal j ON j.ledger = p.ledger AND least(j.business_date, j.value_date) <= p.until
                       AND CASE WHEN p.journal IS NULL THEN j.created_at > p.at ELSE j.id > p.journal END;

    RETURN QUERY
    SELECT 'reversals mirror what they reverse', count(*)
      FROM pd.journal_link k
      JOIN pd.journal j ON j.ledger = k.ledger AND j.id = k.journal
      JOIN pd.journal t ON t.ledger = k.ledger AND t.id = k.target
     WHERE k.kind = 'reversal' AND pd.journal_legs(j, NULL) IS DISTINCT FROM pd.legs_mirror(pd.journal_legs(t, NULL));

    RETURN QUERY
    SELECT 'journals sum to zero per currency', count(*)
      FROM (SELECT FROM pd.entry e
             GROUP BY e.ledger, e.journal, e.currency
            HAVING sum(e.amount) <> 0) s;

    RETURN QUERY
    SELECT 'journals and entries name each other', count(*)
      FROM (SELECT j.ledger, j.id AS journal, k.account, k.seq, j.business_date
              FROM pd.journal j
             CROSS JOIN unnest(j.entry_account, j.entry_seq) AS k(account, seq)) n
      FULL JOIN pd.entry e
             ON e.ledger = n.ledger AND e.account = n.account AND e.seq = n.seq AND e.journal = n.journal
            AND e.booked = n.business_date
     WHERE n.journal IS NULL OR e.journal IS NULL;

    RETURN QUERY
    SELECT 'currencies sum to zero', count(*)
      FROM (SELECT FROM (SELECT b.ledger, b.currency, b.posted FROM pd.balance b
                         UNION ALL
                         SELECT b.ledger, b.currency, e.amount
                           FROM pd.balance b
                           JOIN pd.entry e ON e.ledger = b.ledger AND e.account = b.account AND e.seq > b.version
                          WHERE b.flags & 32 <> 0) n
             GROUP BY n.ledger, n.currency
            HAVING sum(n.posted) <> 0) s;

    RETURN QUERY
    SELECT 'journals are listed by staff', count(*)
      FROM (SELECT j.ledger, j.staff, j.id
              FROM pd.journal j
             WHERE j.staff IS NOT NULL AND j.id <= (SELECT m.listed FROM pd.journal_mark m)) j
      FULL JOIN pd.staff_journal s ON s.ledger = j.ledger AND s.staff = j.staff AND s.journal = j.id
     WHERE j.id IS NULL OR s.journal IS NULL;

    RETURN QUERY
    WITH posted AS (
        -- The payments of a file share the request that accepted it.
        SELECT DISTINCT j.ledger, j.request FROM pd.journal j WHERE j.request IS NOT NULL AND j.operation <> 'bulk.payment'
    ), answered AS (
        -- An order pays under request ids of its own; the journals of interest belong to its runs (pd.interest_prove).
        SELECT r.ledger, r.id,
               r.answer ->> 'receipt' IS NOT NULL AND r.operation <> 'receipt.copy'
               AND r.operation NOT LIKE 'interest.%' OR r.operation = 'admin.opening_float' AS is_posting
          FROM pd.request r
         WHERE r.outcome = 'done'
        UNION ALL
        SELECT x.ledger, x.request, true FROM pd.order_execution x WHERE x.state = 'paid'
    )
    SELECT 'requests and journals name each other', count(*)
      FROM posted p
      FULL JOIN answered r ON r.ledger = p.ledger AND r.id = p.request
     WHERE r.id IS NULL OR p.request IS NULL AND r.is_posting;

    RETURN QUERY SELECT p.check_name, p.bad FROM pd.bulk_prove() p;

    RETURN QUERY SELECT p.check_name, p.bad FROM pd.interest_prove() p;
END $$;
COMMENT ON FUNCTION pd.prove() IS 'Every check of the books with the number of rows that differ: all must be zero.';
