-- SPDX-License-Identifier: Apache-2.0
--
-- What posting the interest of a month would post, in all, per product and currency, as far as it is accrued; behind
-- tells on how many accounts it is not, which the run does first.  Looks at every account.  Operation interest.due.

CREATE OR REPLACE FUNCTION api.interest_due(p_month date)
RETURNS TABLE (product text, currency text, accounts bigint, credit_minor bigint, tax_minor bigint, debit_minor bigint, behind bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_staff pd.staff := pd.caller('interest.due');
    v_day date := pd.run_month(v_staff.ledger, p_month, 'month');
BEGIN
    RETURN QUERY
    SELECT d.product, c.code, count(*) FILTER (WHERE d.credit_minor <> 0 OR d.debit_minor <> 0),
           sum(d.credit_minor)::bigint, sum(d.tax_minor)::bigint, sum(d.debit_minor)::bigint,
           count(*) FILTER (WHERE d.is_behind)
      FROM pd.interest_due(v_staff.ledger, NULL, v_day, false) d
      JOIN pd.currency c ON c.number = d.currency
     GROUP BY d.product, c.code
     ORDER BY d.product, c.code;
END $$;
COMMENT ON FUNCTION api.interest_due(date) IS 'Totals of the interest to be posted for a month. PD001, PD004, PD029.';
