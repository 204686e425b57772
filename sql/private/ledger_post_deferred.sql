-- SPDX-License-Identifier: Apache-2.0
--
-- Whether a deferred account takes this amount: its currency, NULL when it does not or is no deferred account.  Nothing is
-- locked: such an account has no floor, and its flags change once in its life.  What is folded stays within half of the
-- limit; the rest is room for more entries than can wait to be folded (decision 0008).

CREATE OR REPLACE FUNCTION pd.post_deferred(p_ledger smallint, p_account bigint, p_amount bigint) RETURNS smallint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_limit CONSTANT bigint := 2305843009213693952;
    v_currency smallint;
BEGIN
    SELECT b.currency INTO v_currency
      FROM pd.balance b
     WHERE b.ledger = p_ledger
       AND b.account = p_account
       AND b.flags & CASE WHEN p_amount * b.side < 0 THEN 58 ELSE 60 END = 32
       AND b.posted BETWEEN -c_limit AND c_limit;
    RETURN v_currency;
END $$;
COMMENT ON FUNCTION pd.post_deferred(smallint, bigint, bigint) IS 'Currency of a deferred account that takes this amount, else NULL.';
