-- SPDX-License-Identifier: Apache-2.0
--
-- What a customer pays for the operation besides its amount: fee and tax.

CREATE OR REPLACE FUNCTION pd.legs_fee(p_legs pd.leg[]) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum(l.amount) FILTER (WHERE l.what IN ('fee', 'tax') AND l.amount > 0), 0)::bigint
      FROM unnest(p_legs) AS l(account, amount, what, field)
$$;
COMMENT ON FUNCTION pd.legs_fee(pd.leg[]) IS 'Fee and tax in these legs.';
