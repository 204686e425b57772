-- SPDX-License-Identifier: Apache-2.0
--
-- The journals' part of the proof: in balance, complete, listed, linked rightly, in open periods.

CREATE OR REPLACE FUNCTION pd.prove_journals() RETURNS TABLE (check_name text, bad bigint, example text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT 'journals sum to zero per currency', count(*),
           min(format('receipt %s: %s', pd.receipt_number(s.ledger, s.journal), s.total))
      FROM (SELECT e.ledger, e.journal, sum(e.amount) AS total FROM pd.entry e
             GROUP BY e.ledger, e.journal, e.currency
            HAVING sum(e.amount) <> 0) s;

    RETURN QUERY
    SELECT 'journals and entries name each other', count(*),
           min(format('receipt %s', pd.receipt_number(coalesce(n.ledger, e.ledger), coalesce(n.journal, e.journal))))
      FROM (SELECT j.ledger, j.id AS journal, k.account, k.seq, j.business_date
              FROM pd.journal j
             CROSS JOIN unnest(j.entry_account, j.entry_seq) AS k(account, seq)) n
      FULL JOIN pd.entry e
             ON e.ledger = n.ledger AND e.account = n.account AND e.seq = n.seq AND e.journal = n.journal
            AND e.booked = n.business_date
     WHERE n.journal IS NULL OR e.journal IS NULL;

    RETURN QUERY
    SELECT 'nothing went into a closed period', count(*),
           min(format('receipt %s', pd.receipt_number(j.ledger, j.id)))
      FROM pd.period_close p
      JOIN pd.journal j ON j.ledger = p.ledger AND least(j.business_date, j.value_date) <= p.until
                       AND CASE WHEN p.journal IS NULL THEN j.created_at > p.at ELSE j.id > p.journal END;

    RETURN QUERY
    SELECT 'reversals mirror what they reverse', count(*),
           min(format('receipt %s', pd.receipt_number(k.ledger, k.journal)))
      FROM pd.journal_link k
      JOIN pd.journal j ON j.ledger = k.ledger AND j.id = k.journal
      JOIN pd.journal t ON t.ledger = k.ledger AND t.id = k.target
     WHERE k.kind = 'reversal' AND pd.journal_legs(j, NULL) IS DISTINCT FROM pd.legs_mirror(pd.journal_legs(t, NULL));

    RETURN QUERY
    SELECT 'journals are listed by staff', count(*),
           min(format('receipt %s', pd.receipt_number(coalesce(j.ledger, s.ledger), coalesce(j.id, s.journal))))
      FROM (SELECT j.ledger, j.staff, j.id
              FROM pd.journal j
             WHERE j.staff IS NOT NULL AND j.id <= (SELECT m.listed FROM pd.journal_mark m)) j
      FULL JOIN pd.staff_journal s ON s.ledger = j.ledger AND s.staff = j.staff AND s.journal = j.id
     WHERE j.id IS NULL OR s.journal IS NULL;
END $$;
COMMENT ON FUNCTION pd.prove_journals() IS 'Checks of pd.prove() about journals.';
