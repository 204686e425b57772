-- SPDX-License-Identifier: Apache-2.0
--
-- What changes the balances by value date that the accruals have to look at: the entries behind what each account's
-- accruals have seen, up to a version, and those seen earlier whose value date is reached by p_day.  Entries are read
-- by their dense seq, each once in its life; an account on which nothing happened costs one probe.

CREATE OR REPLACE FUNCTION pd.accrual_moves(
    p_ledger smallint, p_account bigint[], p_until date[], p_seen bigint[], p_version bigint[], p_day date)
RETURNS SETOF pd.accrual_move
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN QUERY
    SELECT s.account, j.value_date, sum(e.amount), true
      FROM unnest(p_account, p_seen, p_version) AS s(account, seen, version)
      JOIN pd.entry e ON e.ledger = p_ledger AND e.account = s.account AND e.seq > s.seen AND e.seq <= s.version
      JOIN pd.journal j ON j.ledger = p_ledger AND j.id = e.journal
     WHERE s.seen < s.version
     GROUP BY s.account, j.value_date;
    RETURN QUERY
    SELECT s.account, h.day, sum(h.amount), false
      FROM unnest(p_account, p_until) AS s(account, accrued_until)
      JOIN pd.accrual_ahead h ON h.ledger = p_ledger AND h.account = s.account AND h.day > s.accrued_until AND h.day <= p_day
     GROUP BY s.account, h.day;
END $$;
COMMENT ON FUNCTION pd.accrual_moves(smallint, bigint[], date[], bigint[], bigint[], date) IS
    'New entries and value dates reached, summed per account and value date.';
