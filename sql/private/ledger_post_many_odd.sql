-- SPDX-License-Identifier: Apache-2.0
--
-- Locks the accounts of many payments, in account id order, and tells which of the payments are not plain (see
-- pd.post_many), in their order: a request id that was seen before or stands in the call twice; an account that does not
-- exist, is closed, blocked, limited, near the end of bigint or could come below its floor; legs in several currencies or
-- not in balance; anything that may come under a limit.

CREATE OR REPLACE FUNCTION pd.post_many_odd(
    p_ledger smallint, p_journal integer[], p_account bigint[], p_amount bigint[], p_request uuid[])
RETURNS integer[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_near CONSTANT bigint := 2305843009213693952;
    v_accounts bigint[];
BEGIN
    PERFORM FROM pd.balance b
      WHERE b.ledger = p_ledger AND b.account = ANY (p_account) AND b.flags & 32 = 0
      ORDER BY b.account
        FOR NO KEY UPDATE;
    PERFORM FROM pd.limit l WHERE l.ledger = p_ledger AND l.scope IN ('product', 'role') LIMIT 1;
    IF FOUND THEN
        RETURN ARRAY(SELECT DISTINCT l.journal FROM unnest(p_journal) AS l(journal) ORDER BY l.journal);
    END IF;
    v_accounts := ARRAY(
        SELECT d.account
          FROM (SELECT l.account, coalesce(sum(l.amount) FILTER (WHERE l.amount < 0), 0) AS debits,
                       coalesce(sum(l.amount) FILTER (WHERE l.amount > 0), 0) AS credits
                  FROM unnest(p_account, p_amount) AS l(account, amount)
                 GROUP BY l.account) d
          LEFT JOIN pd.balance b ON b.ledger = p_ledger AND b.account = d.account
         WHERE b.account IS NULL OR b.flags & 94 <> 0 OR b.posted NOT BETWEEN -c_near AND c_near
            OR b.flags & 1 <> 0
           AND b.posted * b.side + b.overdraft - b.pending - b.held + CASE b.side WHEN 1 THEN d.debits ELSE -d.credits END < 0);
    RETURN ARRAY(
        SELECT o.journal
          FROM (SELECT l.journal
                  FROM unnest(p_journal, p_account) AS l(journal, account)
                 WHERE l.account = ANY (v_accounts)
                UNION ALL
                SELECT l.journal
                  FROM unnest(p_journal, p_account, p_amount) AS l(journal, account, amount)
                  JOIN pd.balance b ON b.ledger = p_ledger AND b.account = l.account
                 GROUP BY l.journal
                HAVING sum(l.amount) <> 0 OR min(b.currency) <> max(b.currency)
                UNION ALL
                SELECT q.journal
                  FROM unnest(p_request) WITH ORDINALITY AS q(request, journal)
                  JOIN pd.request r ON r.id = q.request
                UNION ALL
                SELECT unnest(array_agg(q.journal))
                  FROM unnest(p_request) WITH ORDINALITY AS q(request, journal)
                 GROUP BY q.request
                HAVING count(*) > 1) o
         GROUP BY o.journal
         ORDER BY o.journal);
END $$;
COMMENT ON FUNCTION pd.post_many_odd(smallint, integer[], bigint[], bigint[], uuid[]) IS
    'Locks the accounts; ordinals of the payments that must be posted singly.';
