-- SPDX-License-Identifier: Apache-2.0
--
-- The preview of a run: what it would post on the bank's own accounts in all, per GL code and currency, and on the
-- customers' together (as GL code 2010), with the balances of the bank's accounts afterwards.

CREATE OR REPLACE FUNCTION pd.run_show(p_ledger smallint, p_gl text[], p_currency smallint[], p_what text[], p_amount numeric[])
RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT jsonb_build_object(
               'entries', coalesce(jsonb_agg(jsonb_build_object(
                   'account', CASE WHEN g.gl = '2010' THEN '2010' ELSE 'GL-' || g.gl || '-' || c.code END,
                   'name', h.name,
                   'what', g.what,
                   'debit_minor', CASE WHEN g.amount < 0 THEN -g.amount END,
                   'credit_minor', CASE WHEN g.amount >= 0 THEN g.amount END,
                   'balance_after_minor', CASE WHEN g.gl <> '2010' THEN h.side * (coalesce(n.posted, 0) + g.amount) END,
                   'currency', c.code) ORDER BY c.code, g.gl, g.what), '[]'),
               'currency', min(c.code))
      FROM (SELECT u.gl, u.currency, u.what, sum(u.amount) AS amount
              FROM unnest(p_gl, p_currency, p_what, p_amount) AS u(gl, currency, what, amount)
             GROUP BY u.gl, u.currency, u.what) g
      JOIN pd.currency c ON c.number = g.currency
      JOIN pd.chart h ON h.gl = g.gl
      LEFT JOIN pd.account_now n ON n.ledger = p_ledger AND n.kind = 'internal' AND n.gl = g.gl AND n.currency = g.currency);
END $$;
COMMENT ON FUNCTION pd.run_show(smallint, text[], smallint[], text[], numeric[]) IS 'Preview of a run: totals per GL code and currency.';
