-- SPDX-License-Identifier: Apache-2.0
--
-- The statement fees that charging a month would charge, and those that are owed from earlier ones, in all, per product
-- and currency.  Operation fee.due.

CREATE OR REPLACE FUNCTION api.fee_due(p_month date)
RETURNS TABLE (product text, currency text, accounts bigint, fee_minor bigint, tax_minor bigint, owing bigint, owed_minor bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_staff pd.staff := pd.caller('fee.due');
    v_day date := pd.run_month(v_staff.ledger, p_month, 'month');
BEGIN
    RETURN QUERY
    SELECT s.product, c.code, count(s.fee), coalesce(sum(s.fee), 0)::bigint, coalesce(sum(s.tax), 0)::bigint,
           count(DISTINCT s.debtor), coalesce(sum(s.owed), 0)::bigint
      FROM (SELECT d.product, d.currency, d.fee_minor AS fee, d.tax_minor AS tax, NULL::bigint AS debtor, NULL::bigint AS owed
              FROM pd.statement_fee_due(v_staff.ledger, NULL, v_day) d
            UNION ALL
            SELECT a.product, a.currency, NULL, NULL, a.id, o.fee_minor + o.tax_minor
              FROM pd.statement_fee_charge o
              JOIN pd.account a ON a.ledger = o.ledger AND a.id = o.account
             WHERE o.ledger = v_staff.ledger AND o.journal IS NULL AND o.lapsed IS NULL) s
      JOIN pd.currency c ON c.number = s.currency
     GROUP BY s.product, c.code
     ORDER BY s.product, c.code;
END $$;
COMMENT ON FUNCTION api.fee_due(date) IS 'Totals of the statement fees of a month and of what is owed. PD001, PD004, PD029.';
