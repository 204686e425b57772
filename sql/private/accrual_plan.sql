-- SPDX-License-Identifier: Apache-2.0
--
-- The accruals that are due: a first round for every day behind accrued_until up to p_day on which a term is in force,
-- and a further round with the difference for each day behind it whose balance by value date the new entries changed.
-- Reads and writes nothing else, so that a preview and a run are the same figures.
-- p_state are the accounts' interest rows, p_moves what pd.accrual_moves found for them.

CREATE OR REPLACE FUNCTION pd.accrual_plan(
    p_ledger smallint, p_state pd.interest_account[], p_moves pd.accrual_move[], p_day date)
RETURNS TABLE (account bigint, day date, round smallint, balance bigint, credit numeric, debit numeric)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH state AS MATERIALIZED (
        SELECT s.account, s.started, s.accrued_until, s.balance, a.product, a.currency
          FROM unnest(p_state) s
          JOIN pd.account a ON a.ledger = p_ledger AND a.id = s.account
    ), move AS MATERIALIZED (
        SELECT m.account, m.day, m.amount, m.is_new FROM unnest(p_moves) m
    ), first_round AS (
        -- What is valued before counts from the first day that is not accrued yet.
        SELECT s.account, s.product, s.currency, s.accrued_until + n.place AS day,
               s.balance + sum(coalesce(m.amount, 0)) OVER (PARTITION BY s.account ORDER BY n.place) AS balance
          FROM state s
         CROSS JOIN LATERAL generate_series(1, p_day - s.accrued_until) AS n(place)
          LEFT JOIN (SELECT o.account, greatest(o.day, t.accrued_until + 1) AS day, sum(o.amount) AS amount
                       FROM move o
                       JOIN state t ON t.account = o.account
                      GROUP BY o.account, greatest(o.day, t.accrued_until + 1)) m
                 ON m.account = s.account AND m.day = s.accrued_until + n.place
    ), back AS (
        SELECT m.account, greatest(m.day, s.started) AS day, sum(m.amount) AS amount
          FROM move m
          JOIN state s ON s.account = m.account
         WHERE m.is_new AND m.day <= s.accrued_until
         GROUP BY m.account, greatest(m.day, s.started)
    ), changed AS (
        SELECT f.account, f.first_day + n.place AS day,
               sum(coalesce(b.amount, 0)) OVER (PARTITION BY f.account ORDER BY n.place) AS amount
          FROM (SELECT o.account, min(o.day) AS first_day FROM back o GROUP BY o.account) f
          JOIN state s ON s.account = f.account
         CROSS JOIN LATERAL generate_series(0, s.accrued_until - f.first_day) AS n(place)
          LEFT JOIN back b ON b.account = f.account AND b.day = f.first_day + n.place
    ), later_round AS (
        SELECT c.account, c.day, max(a.round) + 1 AS round,
               (array_agg(a.balance ORDER BY a.round DESC))[1] + c.amount AS balance,
               sum(a.credit) AS credit, sum(a.debit) AS debit
          FROM changed c
          JOIN pd.accrual a ON a.ledger = p_ledger AND a.account = c.account AND a.day = c.day
         WHERE c.amount <> 0
         GROUP BY c.account, c.day, c.amount
    ), due AS MATERIALIZED (
        SELECT f.account, f.product, f.currency, f.day, 0 AS round, f.balance::bigint AS balance,
               0::numeric AS credit, 0::numeric AS debit
          FROM first_round f
        UNION ALL
        SELECT l.account, s.product, s.currency, l.day, l.round, l.balance::bigint, l.credit, l.debit
          FROM later_round l
          JOIN state s ON s.account = l.account
    ), term AS MATERIALIZED (
        SELECT d.product, d.currency, d.day, c AS credit, b AS debit
          FROM (SELECT DISTINCT o.product, o.currency, o.day FROM due o) d
          LEFT JOIN LATERAL pd.interest_term_at(d.product, d.currency, 'credit', d.day) c ON true
          LEFT JOIN LATERAL pd.interest_term_at(d.product, d.currency, 'debit', d.day) b ON true
         WHERE c.id IS NOT NULL OR b.id IS NOT NULL
    )
    SELECT d.account, d.day, d.round::smallint, d.balance,
           pd.interest_units(d.balance, t.credit, d.day) - d.credit,
           pd.interest_units(d.balance, t.debit, d.day) - d.debit
      FROM due d
      JOIN term t ON t.product = d.product AND t.currency = d.currency AND t.day = d.day;
END $$;
COMMENT ON FUNCTION pd.accrual_plan(smallint, pd.interest_account[], pd.accrual_move[], date) IS
    'The accrual rows that are due up to a day.';
