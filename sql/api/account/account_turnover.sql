-- SPDX-License-Identifier: Apache-2.0
--
-- The turnover of a period: opening balance, what came in, what went out, closing balance.  The closing balance of a
-- day is the opening balance of the next.  A customer's entries of a period are a range of seq; the bank's own accounts
-- are summed.  Operation account.turnover.

CREATE OR REPLACE FUNCTION api.account_turnover(p_account text, p_from date DEFAULT NULL, p_to date DEFAULT NULL)
RETURNS TABLE (
    account text, "from" date, "to" date, opening_balance_minor bigint, credits_minor bigint, debits_minor bigint,
    closing_balance_minor bigint, entries bigint, currency text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('account.turnover');
    v_account pd.account_now := pd.account_seen_get(v_staff, p_account, 'account');
    v_today date := (SELECT l.business_date FROM pd.ledger l WHERE l.id = v_staff.ledger);
    -- Nothing is booked before 1900 or after today.
    v_to date := greatest(least(coalesce(p_to, v_today), v_today), '1900-01-01');
    v_from date := greatest(coalesce(p_from, greatest(v_account.opened, v_to - extract(day FROM v_to)::integer + 1)), '1900-01-01');
    v_low bigint := 0;
    v_high bigint;
BEGIN
    IF v_from > v_today THEN
        PERFORM pd.refuse('PD001', format('The period begins after today''s business date, %s.', v_today), 'from');
    ELSIF v_from > v_to THEN
        PERFORM pd.refuse('PD001', 'The first day lies after the last.', 'to');
    END IF;
    IF v_account.kind = 'customer' THEN
        v_low := pd.seq_at(v_account.ledger, v_account.id, v_account.version, v_from - 1);
        v_high := pd.seq_at(v_account.ledger, v_account.id, v_account.version, v_to);
    END IF;
    RETURN QUERY
    SELECT v_account.number, v_from, v_to,
           (v_account.side * s.opening)::bigint, s.credits::bigint, s.debits::bigint,
           (v_account.side * (s.opening + s.credits - s.debits))::bigint, s.entries, c.code
      FROM (SELECT coalesce((SELECT o.balance FROM pd.entry o
                              WHERE o.ledger = v_account.ledger AND o.account = v_account.id AND o.seq = v_low), 0)
                   + coalesce(sum(e.amount) FILTER (WHERE e.booked < v_from), 0) AS opening,
                   coalesce(sum(e.amount) FILTER (WHERE e.booked >= v_from AND e.amount > 0), 0) AS credits,
                   coalesce(-sum(e.amount) FILTER (WHERE e.booked >= v_from AND e.amount < 0), 0) AS debits,
                   count(*) FILTER (WHERE e.booked >= v_from) AS entries
              FROM pd.entry e
             WHERE e.ledger = v_account.ledger AND e.account = v_account.id AND e.seq > v_low
               AND e.seq <= coalesce(v_high, 9223372036854775807) AND e.booked <= v_to) s
     CROSS JOIN pd.currency c
     WHERE c.number = v_account.currency;
END $$;
COMMENT ON FUNCTION api.account_turnover(text, date, date) IS
    'Opening balance, credits, debits and closing balance of a period. PD001, PD004, PD012.';
