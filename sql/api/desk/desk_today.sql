-- SPDX-License-Identifier: Apache-2.0
--
-- My newest twenty postings of the business day: from the worker's list, and from the few journals that are not in it yet.
-- Operation desk.today.

CREATE OR REPLACE FUNCTION api.desk_today()
RETURNS TABLE (receipt text, at timestamptz, operation text, account text, amount_minor bigint, currency text, links text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('desk.today');
BEGIN
    RETURN QUERY
    SELECT pd.receipt_number(j.ledger, j.id), j.created_at, j.operation, k.number, k.amount, k.code,
           pd.journal_links_text(j.ledger, j.id)
      FROM (SELECT n.ledger, n.id, n.created_at, n.operation, n.entry_account, n.entry_seq, n.business_date
              FROM (SELECT t.id
                      FROM (SELECT b.id
                              FROM pd.journal b
                             WHERE b.ledger = v_staff.ledger AND b.staff = v_staff.id
                               AND b.id > (SELECT m.listed FROM pd.journal_mark m)
                             ORDER BY b.id DESC
                             LIMIT 20) t
                    UNION ALL
                    SELECT s.journal
                      FROM (SELECT f.journal
                              FROM pd.staff_journal f
                             WHERE f.ledger = v_staff.ledger AND f.staff = v_staff.id
                             ORDER BY f.journal DESC
                             LIMIT 20) s) mine
              JOIN pd.journal n ON n.ledger = v_staff.ledger AND n.id = mine.id
             ORDER BY n.id DESC
             LIMIT 20) j
      JOIN pd.ledger l ON l.id = j.ledger AND l.business_date = j.business_date
     CROSS JOIN LATERAL (
           SELECT a.number, abs(e.amount) AS amount, c.code
             FROM unnest(j.entry_account, j.entry_seq) WITH ORDINALITY AS u(account, seq, place)
             JOIN pd.entry e ON e.ledger = j.ledger AND e.account = u.account AND e.seq = u.seq
             JOIN pd.account a ON a.ledger = j.ledger AND a.id = u.account
             JOIN pd.currency c ON c.number = e.currency
            ORDER BY a.kind <> 'customer', u.place
            LIMIT 1) k
     ORDER BY j.id DESC;
END $$;
COMMENT ON FUNCTION api.desk_today() IS 'My newest postings of today, at most 20.';
