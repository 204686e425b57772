-- SPDX-License-Identifier: Apache-2.0
--
-- What a posting up to p_day posts on accounts as far as they are accrued, with the tax kept back; the same figures for
-- the run, its preview and its totals.  p_account NULL: all accounts of the branch.  p_always: whatever the terms say
-- about when; else only where a period of the term ends with that day.
-- Due is what is open (accrued less posted) without what was accrued for later days.  It may be negative when entries
-- valued back took interest away that was posted already: then it is taken back, with its tax.

CREATE OR REPLACE FUNCTION pd.interest_due(p_ledger smallint, p_account bigint[], p_day date, p_always boolean)
RETURNS TABLE (account bigint, product text, currency smallint, credit_minor bigint, tax_minor bigint, debit_minor bigint,
               is_behind boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH term AS MATERIALIZED (
        SELECT k.product, k.currency, c.withholding,
               p_always OR pd.interest_period_ends(c.frequency, p_day) AS credits,
               p_always OR pd.interest_period_ends(d.frequency, p_day) AS debits
          FROM (SELECT DISTINCT t.product, t.currency FROM pd.interest_term t) k
          LEFT JOIN LATERAL pd.interest_term_last(k.product, k.currency, 'credit', p_day) c ON true
          LEFT JOIN LATERAL pd.interest_term_last(k.product, k.currency, 'debit', p_day) d ON true
    ), due AS (
        SELECT s.account, a.product, a.currency, t.withholding, s.accrued_until < p_day AS is_behind,
               CASE WHEN t.credits AND s.credit_posted_until > p_day IS NOT TRUE
                    THEN pd.interest_minor(s.credit_open - coalesce(l.credit, 0)) ELSE 0 END AS credit_minor,
               CASE WHEN t.debits AND s.debit_posted_until > p_day IS NOT TRUE
                    THEN pd.interest_minor(s.debit_open - coalesce(l.debit, 0)) ELSE 0 END AS debit_minor
          FROM pd.interest_account s
          JOIN pd.account a ON a.ledger = s.ledger AND a.id = s.account
          JOIN term t ON t.product = a.product AND t.currency = a.currency
          LEFT JOIN LATERAL (
               SELECT sum(e.credit) AS credit, sum(e.debit) AS debit
                 FROM pd.accrual e
                WHERE s.accrued_until > p_day
                  AND e.ledger = s.ledger AND e.account = s.account AND e.day > p_day) l ON true
         WHERE s.ledger = p_ledger AND (p_account IS NULL OR s.account = ANY (p_account)) AND a.status = 'open'
    )
    SELECT d.account, d.product, d.currency, d.credit_minor, pd.interest_tax(d.credit_minor, d.withholding), d.debit_minor,
           d.is_behind
      FROM due d;
END $$;
COMMENT ON FUNCTION pd.interest_due(smallint, bigint[], date, boolean) IS 'Interest and tax that a posting up to a day posts, per account.';
