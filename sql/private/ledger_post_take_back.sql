-- SPDX-License-Identifier: Apache-2.0
--
-- Takes back what a try has applied to the accounts before the one that would not have it.  Their rows are still locked
-- by the try, so they are again exactly what they were.

CREATE OR REPLACE FUNCTION pd.post_take_back(
    p_ledger smallint, p_account bigint[], p_amount bigint[], p_is_deferred boolean[], p_before bigint)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE pd.balance b
       SET version = b.version - d.legs,
           posted = b.posted - d.amount
      FROM (SELECT l.account, count(*) AS legs, sum(l.amount)::bigint AS amount
              FROM unnest(p_account, p_amount, p_is_deferred) AS l(account, amount, is_deferred)
             WHERE l.account < p_before AND NOT l.is_deferred
             GROUP BY l.account) d
     WHERE b.ledger = p_ledger AND b.account = d.account;
END $$;
COMMENT ON FUNCTION pd.post_take_back(smallint, bigint[], bigint[], boolean[], bigint) IS
    'Undoes the legs on the accounts below p_before.';
