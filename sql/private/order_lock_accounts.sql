-- SPDX-License-Identifier: Apache-2.0
--
-- Locks the balances that payments of these orders will change, in the order of their keys: payers, payees, and the
-- accounts of fees and tax unless those are deferred.

CREATE OR REPLACE FUNCTION pd.order_lock_accounts(p_orders pd.standing_order[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM
       FROM pd.balance b
       JOIN (SELECT o.ledger, o.from_account AS account FROM unnest(p_orders) o
             UNION
             SELECT o.ledger, o.to_account FROM unnest(p_orders) o
             UNION
             SELECT a.ledger, a.id
               FROM unnest(p_orders) o
               JOIN pd.account a ON a.ledger = o.ledger AND a.currency = o.currency AND a.kind = 'internal'
                                AND a.gl IN ('4010', '2150')) w ON w.ledger = b.ledger AND w.account = b.account
      WHERE b.flags & 32 = 0
      ORDER BY b.ledger, b.account
        FOR NO KEY UPDATE OF b;
END $$;
COMMENT ON FUNCTION pd.order_lock_accounts(pd.standing_order[]) IS 'Locks the balances of orders'' accounts in the order of postings.';
