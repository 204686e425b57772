-- SPDX-License-Identifier: Apache-2.0
--
-- Proves the interest books: what was posted and what is carried on is what was accrued, every day has its row once, and
-- every posting is in its journal.  One row per check; bad must be zero.

CREATE OR REPLACE FUNCTION pd.prove_interest() RETURNS TABLE (check_name text, bad bigint, example text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT 'interest posted and carried is interest accrued', count(*),
           min(format('account %s', pd.prove_account(s.ledger, s.account)))
      FROM pd.interest_account s
      LEFT JOIN (SELECT a.ledger, a.account, sum(a.credit) AS credit, sum(a.debit) AS debit
                   FROM pd.accrual a
                  GROUP BY a.ledger, a.account) a ON a.ledger = s.ledger AND a.account = s.account
      LEFT JOIN (SELECT p.ledger, p.account, sum(p.credit_minor) AS credit, sum(p.debit_minor) AS debit
                   FROM pd.interest_posting p
                  GROUP BY p.ledger, p.account) p ON p.ledger = s.ledger AND p.account = s.account
     WHERE s.credit_open + coalesce(p.credit, 0) * pd.interest_unit() <> coalesce(a.credit, 0)
        OR s.debit_open + coalesce(p.debit, 0) * pd.interest_unit() <> coalesce(a.debit, 0);

    RETURN QUERY
    SELECT 'interest rounds follow each other', count(*),
           min(format('account %s, %s', pd.prove_account(r.ledger, r.account), r.day))
      FROM (SELECT a.ledger, a.account, a.day FROM pd.accrual a
             GROUP BY a.ledger, a.account, a.day
            HAVING count(*) <> max(a.round) + 1 OR sum(a.credit) < 0 OR sum(a.debit) < 0) r;

    RETURN QUERY
    SELECT 'the newest accrual knows the balance', count(*),
           min(format('account %s', pd.prove_account(s.ledger, s.account)))
      FROM pd.interest_account s
     CROSS JOIN LATERAL (
           SELECT a.balance
             FROM pd.accrual a
            WHERE a.ledger = s.ledger AND a.account = s.account AND a.day = s.accrued_until
            ORDER BY a.round DESC
            LIMIT 1) n
     WHERE n.balance <> s.balance;

    RETURN QUERY
    SELECT 'interest and fees have their journals', count(*),
           min(format('account %s', pd.prove_account(p.ledger, p.account)))
      FROM (SELECT p.ledger, p.account, p.journal, p.credit_minor - p.tax_minor - p.debit_minor AS amount
              FROM pd.interest_posting p
            UNION ALL
            SELECT c.ledger, c.account, c.journal, -c.fee_minor - c.tax_minor
              FROM pd.statement_fee_charge c
             WHERE c.journal IS NOT NULL) p
      LEFT JOIN pd.journal j ON j.ledger = p.ledger AND j.id = p.journal
      LEFT JOIN LATERAL (
           SELECT sum(e.amount) AS amount
             FROM unnest(j.entry_account, j.entry_seq) AS k(account, seq)
             JOIN pd.entry e ON e.ledger = p.ledger AND e.account = k.account AND e.seq = k.seq
            WHERE k.account = p.account) e ON true
     WHERE e.amount IS DISTINCT FROM p.amount;
END $$;
COMMENT ON FUNCTION pd.prove_interest() IS 'Checks of pd.prove() about interest and statement fees.';
