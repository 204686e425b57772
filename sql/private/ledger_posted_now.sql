-- SPDX-License-Identifier: Apache-2.0
--
-- The exact balance of a deferred account: what was folded plus every entry behind it.  One snapshot sees both, so the
-- sum is exact even while a fold is on its way.

CREATE OR REPLACE FUNCTION pd.posted_now(p_ledger smallint, p_account bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT b.posted + coalesce((SELECT sum(e.amount)
                                  FROM pd.entry e
                                 WHERE e.ledger = b.ledger AND e.account = b.account AND e.seq > b.version), 0)
      FROM pd.balance b
     WHERE b.ledger = p_ledger AND b.account = p_account)::bigint;
END $$;
COMMENT ON FUNCTION pd.posted_now(smallint, bigint) IS 'Signed balance of a deferred account at this moment.';
