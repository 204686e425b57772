-- SPDX-License-Identifier: Apache-2.0
--
-- All balances by GL code and currency.  Debit is the sum of the debit balances, so overdrawn customers stand on that
-- side of 2010; per currency the debits equal the credits.  Operation report.trial_balance.

CREATE OR REPLACE FUNCTION api.report_trial_balance()
RETURNS TABLE (gl text, name text, currency text, debit_minor bigint, credit_minor bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('report.trial_balance');
BEGIN
    RETURN QUERY
    SELECT t.gl, h.name, c.code, t.debit, t.credit
      FROM (SELECT a.gl, n.currency,
                   coalesce(-sum(n.posted) FILTER (WHERE n.posted < 0), 0)::bigint AS debit,
                   coalesce(sum(n.posted) FILTER (WHERE n.posted > 0), 0)::bigint AS credit
              FROM (SELECT b.account, b.currency,
                           CASE WHEN b.flags & 32 <> 0 THEN pd.posted_now(b.ledger, b.account) ELSE b.posted END AS posted
                      FROM pd.balance b
                     WHERE b.ledger = v_staff.ledger) n
              JOIN pd.account a ON a.ledger = v_staff.ledger AND a.id = n.account
             WHERE n.posted <> 0
             GROUP BY a.gl, n.currency) t
      JOIN pd.chart h ON h.gl = t.gl
      JOIN pd.currency c ON c.number = t.currency
     ORDER BY c.code, t.gl;
END $$;
COMMENT ON FUNCTION api.report_trial_balance() IS 'Trial balance by GL code and currency.';
