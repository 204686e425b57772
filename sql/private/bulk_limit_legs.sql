-- SPDX-License-Identifier: Apache-2.0
--
-- A whole bulk as limits see it: one payment of its sum from the payer, to its first payee for all of them, and the fee.

CREATE OR REPLACE FUNCTION pd.bulk_limit_legs(p_bulk pd.bulk, p_plan jsonb) RETURNS pd.leg[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_amount bigint := (p_plan ->> 'amount')::bigint;
    v_payee bigint;
BEGIN
    SELECT l.account INTO v_payee
      FROM pd.bulk_line l
     WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.state = 'good'
     ORDER BY l.place
     LIMIT 1;
    RETURN ARRAY[ROW(p_bulk.payer, -v_amount, 'principal', 'bulk'), ROW(v_payee, v_amount, 'principal', 'bulk')]::pd.leg[]
           || pd.bulk_fee_legs(p_plan -> 'legs');
END $$;
COMMENT ON FUNCTION pd.bulk_limit_legs(pd.bulk, jsonb) IS 'Legs that stand for a whole bulk when limits are counted.';
