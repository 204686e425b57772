-- SPDX-License-Identifier: Apache-2.0
--
-- The balances' part of the proof: every kept figure against the entries it was made of.

CREATE OR REPLACE FUNCTION pd.prove_balances() RETURNS TABLE (check_name text, bad bigint, example text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT 'balances equal their entries', count(*),
           min(format('account %s: %s kept, its entries sum to %s', pd.prove_account(b.ledger, b.account), b.posted,
                      coalesce(s.total, 0)))
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
    SELECT 'folded balances equal their entries', count(*),
           min(format('account %s: %s kept up to entry %s, its entries sum to %s', pd.prove_account(k.ledger, k.account), k.posted,
                      k.seq, s.posted))
      FROM (SELECT p.ledger, p.account, p.seq, p.posted, p.booked FROM pd.balance_point p
            UNION
            SELECT b.ledger, b.account, b.version, b.posted, NULL
              FROM pd.balance b
             WHERE b.flags & 32 <> 0 AND (b.version <> 0 OR b.posted <> 0)) k
      LEFT JOIN summed s ON s.ledger = k.ledger AND s.account = k.account AND s.seq = k.seq
     WHERE s.posted IS DISTINCT FROM k.posted OR s.booked <> k.booked;

    RETURN QUERY
    SELECT 'balances stay within their limits', count(*),
           min(format('account %s: %s', pd.prove_account(b.ledger, b.account), b.posted))
      FROM pd.balance b
     WHERE b.posted NOT BETWEEN -4611686018427387904 AND 4611686018427387904
        OR b.overdraft NOT BETWEEN 0 AND 1000000000000000
        OR b.held NOT BETWEEN 0 AND 1000000000000000000 OR b.pending NOT BETWEEN 0 AND 1000000000000000000;

    RETURN QUERY
    SELECT 'accounts and balances belong together', count(*),
           min(format('account %s', coalesce(a.number, b.account::text)))
      FROM pd.account a
      FULL JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id
     WHERE a.id IS NULL OR b.account IS NULL OR a.currency <> b.currency OR a.side <> b.side
        OR (a.status = 'closed') <> (b.flags & 8 <> 0);

    RETURN QUERY
    SELECT 'closed accounts are at zero', count(*),
           min(format('account %s: %s', pd.prove_account(b.ledger, b.account), b.posted))
      FROM pd.balance b
     WHERE b.flags & 8 <> 0 AND (b.posted <> 0 OR b.pending <> 0 OR b.held <> 0);

    RETURN QUERY
    SELECT 'drawers and vaults hold no less than nothing', count(*),
           min(format('account %s: %s', pd.prove_account(b.ledger, b.account), b.posted))
      FROM pd.balance b
     WHERE b.flags & 17 = 1 AND b.side = -1 AND b.posted > 0;

    RETURN QUERY
    SELECT 'no customer went below the floor here', count(*),
           min(format('account %s: %s after receipt %s', pd.prove_account(b.ledger, b.account), b.posted,
                      pd.receipt_number(j.ledger, j.id)))
      FROM pd.balance b
      JOIN pd.entry e ON e.ledger = b.ledger AND e.account = b.account AND e.seq = b.version
      JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal
     WHERE b.flags & 17 = 1 AND b.side = 1 AND b.posted + b.overdraft - b.pending - b.held < 0 AND j.request IS NOT NULL
       -- What the journal did to the account altogether: a deposit with a fee is welcome.
       AND (SELECT sum(x.amount)
              FROM unnest(j.entry_account, j.entry_seq) AS k(account, seq)
              JOIN pd.entry x ON x.ledger = e.ledger AND x.account = e.account AND x.seq = k.seq
             WHERE k.account = e.account) < 0
       AND NOT EXISTS (SELECT FROM pd.journal_link k WHERE k.ledger = j.ledger AND k.journal = j.id AND k.is_forced);

    RETURN QUERY
    SELECT 'currencies sum to zero', count(*),
           min(format('currency %s: %s', (SELECT c.code FROM pd.currency c WHERE c.number = s.currency), s.total))
      FROM (SELECT n.currency, sum(n.posted) AS total
              FROM (SELECT b.ledger, b.currency, b.posted FROM pd.balance b
                         UNION ALL
                         SELECT b.ledger, b.currency, e.amount
                           FROM pd.balance b
                           JOIN pd.entry e ON e.ledger = b.ledger AND e.account = b.account AND e.seq > b.version
                          WHERE b.flags & 32 <> 0) n
             GROUP BY n.ledger, n.currency
            HAVING sum(n.posted) <> 0) s;
END $$;
COMMENT ON FUNCTION pd.prove_balances() IS 'Checks of pd.prove() about balances.';
