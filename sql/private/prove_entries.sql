-- SPDX-License-Identifier: Apache-2.0
--
-- The entries' part of the proof: their numbers, running balances, days and currencies.

CREATE OR REPLACE FUNCTION pd.prove_entries() RETURNS TABLE (check_name text, bad bigint, example text)
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
    ), judged AS (
        SELECT format('account %s, entry %s', coalesce(a.number, c.account::text), c.seq) AS name,
               -- Entries of a deferred account are numbered by their journal, behind those from before it became one.
               CASE WHEN c.balance IS NULL
                    THEN b.flags & 32 = 0 OR c.seq / 1024 <> c.journal OR c.seq % 1024 NOT BETWEEN 1 AND 1000
                    ELSE c.seq <> c.place OR c.known <> c.place END AS is_gap,
               c.balance <> c.running AS is_break,
               a.kind = 'customer' AND c.booked < c.booked_before AS is_back,
               a.id IS NULL OR a.currency <> c.currency AS is_strange
          FROM chained c
          LEFT JOIN pd.account a ON a.ledger = c.ledger AND a.id = c.account
          LEFT JOIN pd.balance b ON b.ledger = c.ledger AND b.account = c.account
    )
    SELECT v.name, v.count, v.example
      FROM (SELECT count(*) FILTER (WHERE j.is_gap) AS gaps, min(j.name) FILTER (WHERE j.is_gap) AS gap,
                   count(*) FILTER (WHERE j.is_break) AS breaks, min(j.name) FILTER (WHERE j.is_break) AS break,
                   count(*) FILTER (WHERE j.is_back) AS backs, min(j.name) FILTER (WHERE j.is_back) AS back,
                   count(*) FILTER (WHERE j.is_strange) AS strangers, min(j.name) FILTER (WHERE j.is_strange) AS stranger
              FROM judged j) s
     CROSS JOIN LATERAL (VALUES
           ('entry numbers are as they should be', s.gaps, s.gap),
           ('running balances chain', s.breaks, s.break),
           ('booking dates of customers go forward', s.backs, s.back),
           ('entries stand on an account of their currency', s.strangers, s.stranger)) AS v(name, count, example);
END $$;
COMMENT ON FUNCTION pd.prove_entries() IS 'Checks of pd.prove() about entries.';
