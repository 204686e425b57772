-- SPDX-License-Identifier: Apache-2.0
--
-- The exchange's part of the proof: every exchange has the two amounts of its journal, and the branch holds of each
-- currency what was exchanged and not taken back.

CREATE OR REPLACE FUNCTION pd.prove_exchange() RETURNS TABLE (check_name text, bad bigint, example text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT 'exchanges have the amounts of their journals', count(*),
           min(format('receipt %s', pd.receipt_number(coalesce(x.ledger, n.ledger), coalesce(x.journal, n.id))))
      FROM pd.exchange x
      FULL JOIN (SELECT j.ledger, j.id, g.currency AS given, -g.amount AS given_minor, t.currency AS got, t.amount AS got_minor
                   FROM pd.journal j
                   LEFT JOIN pd.entry g ON g.ledger = j.ledger AND g.account = j.entry_account[1] AND g.seq = j.entry_seq[1]
                   LEFT JOIN pd.entry t ON t.ledger = j.ledger AND t.account = j.entry_account[2] AND t.seq = j.entry_seq[2]
                  WHERE j.operation IN ('exchange.buy', 'exchange.sell')) n
             ON n.ledger = x.ledger AND n.id = x.journal
     WHERE (x.given, x.given_minor, x.got, x.got_minor) IS DISTINCT FROM (n.given, n.given_minor, n.got, n.got_minor);

    RETURN QUERY
    SELECT 'positions are what was exchanged', count(*),
           min(format('%s of branch %s', c.code, coalesce(p.ledger, x.ledger)))
      FROM (SELECT e.ledger, e.currency, sum(e.amount) AS minor
              FROM pd.account a
              JOIN pd.entry e ON e.ledger = a.ledger AND e.account = a.id
              JOIN pd.currency k ON k.number = e.currency AND e.what = 'position ' || k.code
             WHERE a.gl = '1600'
             GROUP BY e.ledger, e.currency) p
      FULL JOIN (SELECT s.ledger, s.currency, sum(s.minor) AS minor
                   FROM (SELECT g.ledger, g.journal, g.given AS currency, g.given_minor AS minor
                           FROM pd.exchange g WHERE g.given_rate IS NOT NULL
                          UNION ALL
                         SELECT t.ledger, t.journal, t.got, -t.got_minor
                           FROM pd.exchange t WHERE t.got_rate IS NOT NULL) s
                  WHERE NOT EXISTS (SELECT FROM pd.journal_link k
                                     WHERE k.ledger = s.ledger AND k.target = s.journal AND k.kind = 'reversal')
                  GROUP BY s.ledger, s.currency) x ON x.ledger = p.ledger AND x.currency = p.currency
      JOIN pd.currency c ON c.number = coalesce(p.currency, x.currency)
     WHERE coalesce(p.minor, 0) <> coalesce(x.minor, 0);
END $$;
COMMENT ON FUNCTION pd.prove_exchange() IS 'Checks of pd.prove() about exchanges and positions.';
