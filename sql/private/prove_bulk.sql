-- SPDX-License-Identifier: Apache-2.0
--
-- The bulk files' part of the proof: every posted line is one journal, of the payer, the payee and the amount that were
-- accepted, and every journal of a bulk is one line; and the counters of each file are those of its lines; and what is
-- held for it is what it will still take.  A file's fee is a journal without principal.

CREATE OR REPLACE FUNCTION pd.prove_bulk() RETURNS TABLE (check_name text, bad bigint, example text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT 'bulk lines are posted once', count(*),
           min(format('receipt %s', pd.receipt_number(coalesce(n.ledger, j.ledger), coalesce(n.journal, j.id))))
      FROM (SELECT l.ledger, l.journal, b.payer, l.account, l.amount
              FROM pd.bulk_line l
              JOIN pd.bulk b ON b.ledger = l.ledger AND b.id = l.bulk
             WHERE l.state = 'posted') n
      FULL JOIN (SELECT j.ledger, j.id, o.account AS payer, i.account, i.amount
                   FROM pd.journal j
                   JOIN pd.entry o ON o.ledger = j.ledger AND o.account = j.entry_account[1] AND o.seq = j.entry_seq[1]
                   JOIN pd.entry i ON i.ledger = j.ledger AND i.account = j.entry_account[2] AND i.seq = j.entry_seq[2]
                  WHERE j.operation = 'bulk.payment' AND o.what = 'principal' AND o.amount = -i.amount
                    AND cardinality(j.entry_account) = 2) j
             ON j.ledger = n.ledger AND j.id = n.journal AND j.payer = n.payer AND j.account = n.account
            AND j.amount = n.amount
     WHERE n.journal IS NULL OR j.id IS NULL;

    RETURN QUERY
    SELECT 'bulk files count their lines', count(*),
           min(format('file %s', b.id))
      FROM pd.bulk b
      LEFT JOIN (SELECT l.ledger, l.bulk, count(*) AS lines, count(*) FILTER (WHERE l.state = 'bad') AS bad,
                        count(*) FILTER (WHERE l.state = 'refused') AS refused, count(l.journal) AS posted,
                        coalesce(sum(l.amount) FILTER (WHERE l.state = 'posted'), 0) AS posted_amount
                   FROM pd.bulk_line l
                  GROUP BY l.ledger, l.bulk) n ON n.ledger = b.ledger AND n.bulk = b.id
     WHERE coalesce(n.lines, 0) <> b.lines OR coalesce(n.posted, 0) <> b.posted OR coalesce(n.refused, 0) <> b.refused
        OR coalesce(n.posted_amount, 0) <> b.posted_amount
        OR (b.state IN ('loaded', 'accepted', 'posted') AND coalesce(n.bad, 0) <> b.bad)
        OR (b.state = 'posted' AND b.posted + b.refused + b.bad <> b.lines);

    RETURN QUERY
    SELECT 'bulk files keep the money for what is not posted', count(*),
           min(format('file %s', b.id))
      FROM pd.bulk b
     WHERE pd.bulk_kept(b) <> CASE b.state WHEN 'accepted' THEN pd.bulk_rest(b) ELSE 0 END
       AND NOT EXISTS (SELECT FROM pd.hold_event e WHERE e.ledger = b.ledger AND e.hold = b.reservation AND e.what = 'capture');
END $$;
COMMENT ON FUNCTION pd.prove_bulk() IS 'Checks of pd.prove() about bulk files, with the number of rows that differ.';
