-- SPDX-License-Identifier: Apache-2.0
--
-- What api.fee_run would post in all if every account can pay what it owes: totals per GL code and currency.

CREATE OR REPLACE FUNCTION api.fee_run_preview(p_month date, p_limit integer DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('fee.run');
    v_day date;
BEGIN
    PERFORM pd.run_limit(p_limit);
    v_day := pd.run_month(v_staff.ledger, p_month, 'month');
    RETURN (
    SELECT pd.run_show(v_staff.ledger, array_agg(g.gl), array_agg(k.currency), array_agg(g.what), array_agg(g.amount))
      FROM (SELECT DISTINCT f.currency FROM pd.statement_fee f) k
      LEFT JOIN (SELECT d.currency, sum(d.fee_minor) AS fee, sum(d.tax_minor) AS tax
                   FROM (SELECT n.currency, n.fee_minor, n.tax_minor
                           FROM pd.statement_fee_due(v_staff.ledger, NULL, v_day) n
                         UNION ALL
                         SELECT a.currency, o.fee_minor, o.tax_minor
                           FROM pd.statement_fee_charge o
                           JOIN pd.account a ON a.ledger = o.ledger AND a.id = o.account
                          WHERE o.ledger = v_staff.ledger AND o.journal IS NULL AND o.lapsed IS NULL) d
                  GROUP BY d.currency) s ON s.currency = k.currency
     CROSS JOIN LATERAL (VALUES
           ('4010', 'fee', coalesce(s.fee, 0)), ('2150', 'tax', coalesce(s.tax, 0)),
           ('2010', 'fee', -coalesce(s.fee + s.tax, 0))) AS g(gl, what, amount));
END $$;
COMMENT ON FUNCTION api.fee_run_preview(date, integer) IS 'Preview of fee.run. PD001, PD029.';
