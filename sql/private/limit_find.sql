-- SPDX-License-Identifier: Apache-2.0
--
-- The limits that a journal comes under.  An account's own limit for an operation stands in place of its product's; a limit
-- for one operation and one for all operations together both count.  Always in one order, as counters are locked in it.

CREATE OR REPLACE FUNCTION pd.limit_find(p_ledger smallint, p_operation text, p_staff integer, p_legs pd.leg[])
RETURNS TABLE (holder text, subject bigint, currency smallint, operation text, name text, amount bigint, field text,
               single bigint, daily bigint, monthly bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT p.holder, p.subject, p.currency, l.operation, p.name, p.amount, p.field, l.single, l.daily, l.monthly
      FROM pd.limit_parts(p_ledger, p_operation, p_staff, p_legs) p
      JOIN pd.limit l
        ON l.ledger = p_ledger AND l.currency = p.currency AND l.operation IN (p_operation, '')
       AND (p.holder = 'account' AND l.scope = 'account' AND l.subject = p.subject::text
            OR p.holder = 'account' AND l.scope = 'product' AND l.subject = p.product
               AND NOT EXISTS (SELECT
                                 FROM pd.limit o
                                WHERE o.ledger = p_ledger AND o.scope = 'account' AND o.subject = p.subject::text
                                  AND o.currency = l.currency AND o.operation = l.operation)
            OR p.holder = 'staff' AND l.scope = 'role' AND l.subject = p.role)
     ORDER BY p.holder, p.subject, p.currency, l.operation;
END $$;
COMMENT ON FUNCTION pd.limit_find(smallint, text, integer, pd.leg[]) IS
    'Limits that a journal comes under, with what it uses of each.';
