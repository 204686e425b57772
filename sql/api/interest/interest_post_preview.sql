-- SPDX-License-Identifier: Apache-2.0
--
-- What api.interest_post would post in all, as far as it is accrued: totals per GL code and currency.

CREATE OR REPLACE FUNCTION api.interest_post_preview(p_month date, p_limit integer DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('interest.post');
    v_day date;
BEGIN
    PERFORM pd.run_limit(p_limit);
    v_day := pd.run_month(v_staff.ledger, p_month, 'month');
    RETURN (
    SELECT pd.run_show(v_staff.ledger, array_agg(g.gl), array_agg(k.currency), array_agg(g.what), array_agg(g.amount))
      FROM (SELECT DISTINCT t.currency FROM pd.interest_term t) k
      LEFT JOIN (SELECT d.currency, sum(d.credit_minor) AS credit, sum(d.tax_minor) AS tax, sum(d.debit_minor) AS debit
                   FROM pd.interest_due(v_staff.ledger, NULL, v_day, false) d
                  GROUP BY d.currency) s ON s.currency = k.currency
     CROSS JOIN LATERAL (VALUES
           ('5070', 'interest', -coalesce(s.credit, 0)), ('2155', 'tax', coalesce(s.tax, 0)),
           ('4060', 'interest', coalesce(s.debit, 0)),
           ('2010', 'interest', coalesce(s.credit - s.debit, 0)), ('2010', 'tax', -coalesce(s.tax, 0))) AS g(gl, what, amount));
END $$;
COMMENT ON FUNCTION api.interest_post_preview(date, integer) IS 'Preview of interest.post. PD001, PD029.';
