-- SPDX-License-Identifier: Apache-2.0
--
-- Proves reservations from the facts: one row per check, bad = the number of rows that differ, example = one of them.
-- Reads everything, locks nothing.  An expired pending transfer or a due release that nobody has written down yet is right.

CREATE OR REPLACE FUNCTION pd.prove_reservations() RETURNS TABLE (check_name text, bad bigint, example text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT 'balances know what is reserved', count(*), min(format('account %s', b.account))
      FROM pd.balance b
      LEFT JOIN (SELECT r.ledger, r.account,
                        sum(r.amount) FILTER (WHERE r.kind = 'pending') AS pending,
                        sum(r.amount) FILTER (WHERE r.kind = 'hold') AS held
                   FROM pd.reserved r
                  GROUP BY r.ledger, r.account) s ON s.ledger = b.ledger AND s.account = b.account
     WHERE b.pending <> coalesce(s.pending, 0) OR b.held <> coalesce(s.held, 0);

    RETURN QUERY
    SELECT 'reservations are open pendings and holds', count(*), min(format('reservation %s', r.id))
      FROM pd.reserved r
      LEFT JOIN pd.pending p
        ON r.kind = 'pending' AND p.ledger = r.ledger AND p.id = r.id AND p.debit = r.account AND p.amount = r.amount
       AND p.expires_at IS NOT DISTINCT FROM r.next_at
       AND NOT EXISTS (SELECT FROM pd.pending_end e WHERE e.ledger = p.ledger AND e.pending = p.id)
      LEFT JOIN pd.hold h ON r.kind = 'hold' AND h.ledger = r.ledger AND h.id = r.id AND h.account = r.account
      LEFT JOIN pd.balance b ON b.ledger = r.ledger AND b.account = r.account
     WHERE p.id IS NULL AND h.id IS NULL OR b.account IS NULL;

    RETURN QUERY
    SELECT 'open pendings are reserved', count(*), min(format('pending %s', p.id))
      FROM pd.pending p
      JOIN pd.balance b ON b.ledger = p.ledger AND b.account = p.debit
     WHERE b.side = 1 AND b.flags & 32 = 0
       AND NOT EXISTS (SELECT FROM pd.pending_end e WHERE e.ledger = p.ledger AND e.pending = p.id)
       AND NOT EXISTS (SELECT FROM pd.reserved r WHERE r.ledger = p.ledger AND r.account = p.debit AND r.id = p.id);

    RETURN QUERY
    SELECT 'pendings post what their journal says', count(*), min(format('pending %s', e.pending))
      FROM pd.pending_end e
      LEFT JOIN pd.pending p ON p.ledger = e.ledger AND p.id = e.pending
     WHERE p.id IS NULL OR e.amount > p.amount
        OR e.outcome = 'posted'
           AND NOT EXISTS (SELECT
                             FROM pd.journal j
                             JOIN pd.entry d ON d.ledger = j.ledger AND d.account = p.debit AND d.seq = j.entry_seq[1]
                             JOIN pd.entry c ON c.ledger = j.ledger AND c.account = p.credit AND c.seq = j.entry_seq[2]
                            WHERE j.ledger = e.ledger AND j.id = e.journal AND j.entry_account = ARRAY[p.debit, p.credit]
                              AND d.amount = -e.amount AND c.amount = e.amount);

    RETURN QUERY
    SELECT 'holds add up', count(*), min(format('hold %s', s.id))
      FROM (SELECT h.id, h.amount, coalesce(r.amount, 0) AS remaining,
                   sum(e.amount) FILTER (WHERE e.what IN ('reduce', 'release', 'due')) AS released,
                   sum(e.amount) FILTER (WHERE e.what = 'capture') AS captured,
                   sum(e.amount) FILTER (WHERE e.what = 'place') AS placed,
                   count(e.hold) AS events, max(e.place) AS last,
                   (array_agg(e.remaining ORDER BY e.place DESC))[1] AS told
              FROM pd.hold h
              LEFT JOIN pd.reserved r ON r.ledger = h.ledger AND r.account = h.account AND r.id = h.id
              LEFT JOIN pd.hold_event e ON e.ledger = h.ledger AND e.hold = h.id
             GROUP BY h.ledger, h.id, r.amount) s
     WHERE s.amount <> s.remaining + coalesce(s.released, 0) + coalesce(s.captured, 0)
        OR s.placed IS DISTINCT FROM s.amount OR s.events <> s.last OR s.told IS DISTINCT FROM s.remaining;

    RETURN QUERY
    SELECT 'captures are posted', count(*), min(format('hold %s', e.hold))
      FROM pd.hold_event e
      JOIN pd.hold h ON h.ledger = e.ledger AND h.id = e.hold
     WHERE e.what = 'capture'
       AND NOT EXISTS (SELECT
                         FROM pd.journal j
                         JOIN pd.entry d ON d.ledger = j.ledger AND d.account = h.account AND d.seq = j.entry_seq[1]
                        WHERE j.ledger = e.ledger AND j.id = e.journal AND j.entry_account[1] = h.account
                          AND d.amount = -e.amount);

    RETURN QUERY
    SELECT 'accounts know that they have a limit', count(*), min(format('account %s', b.account))
      FROM pd.balance b
     WHERE (b.flags & 64 <> 0)
        <> EXISTS (SELECT FROM pd.limit l WHERE l.ledger = b.ledger AND l.scope = 'account' AND l.subject = b.account::text);
END $$;
COMMENT ON FUNCTION pd.prove_reservations() IS
    'Every check of pendings, holds and limits with the number of rows that differ: all must be zero.';
