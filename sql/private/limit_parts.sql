-- SPDX-License-Identifier: Apache-2.0
--
-- What a journal uses of limits: for each customer's account what leaves it, in all; for the person at work the principal
-- that he moves, in each currency.  A capture of held money is the bank's own act, so the account's limits do not count
-- it; a reversal takes back what was counted (pd.limit_reversed) and is not counted itself.

CREATE OR REPLACE FUNCTION pd.limit_parts(p_ledger smallint, p_operation text, p_staff integer, p_legs pd.leg[])
RETURNS TABLE (holder text, subject bigint, currency smallint, product text, role text, name text, amount bigint, field text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_operation = 'payment.reverse' THEN
        RETURN;
    END IF;
    IF p_operation <> 'account.hold.capture' THEN
        RETURN QUERY
        SELECT 'account', a.id, a.currency, a.product, NULL::text, 'account ' || a.number, -l.total, l.field
          FROM (SELECT x.account, sum(x.amount)::bigint AS total, min(x.field) FILTER (WHERE x.amount < 0) AS field
                  FROM unnest(p_legs) x(account, amount, what, field)
                 GROUP BY x.account
                HAVING sum(x.amount) < 0) l
          JOIN pd.account a ON a.ledger = p_ledger AND a.id = l.account AND a.kind = 'customer'
         ORDER BY a.id;
    END IF;
    RETURN QUERY
    SELECT 'staff', s.id::bigint, b.currency, NULL::text, s.role, format('your role (%s)', s.role),
           sum(x.amount)::bigint, 'amount'
      FROM pd.staff s
     CROSS JOIN unnest(p_legs) x(account, amount, what, field)
      JOIN pd.balance b ON b.ledger = p_ledger AND b.account = x.account
     WHERE s.id = p_staff AND x.amount > 0 AND x.what = 'principal'
     GROUP BY s.id, s.role, b.currency
     ORDER BY b.currency;
END $$;
COMMENT ON FUNCTION pd.limit_parts(smallint, text, integer, pd.leg[]) IS 'What a journal uses of limits, by account and person.';
