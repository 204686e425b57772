-- SPDX-License-Identifier: Apache-2.0
--
-- What is given for what: {given, base, got} in minor units, from the one amount that is fixed (p_is_given: the given one).
--
-- Every conversion goes through a whole amount of the branch's currency, the price of the given currency being the one at
-- which the bank buys, that of the got currency the one at which it sells; the branch's own currency has the price 1/1.
-- Both steps round for the house: what the customer gets is rounded down, what he must give is rounded up.  So with
-- buy <= mid <= sell the customer never gains at mid, not on the way back, not over a third currency, and not by
-- splitting: the sum of amounts rounded down is never more than their sum rounded down.
-- Exact: whole numbers in numeric, no division but div(), which truncates; amounts are never negative here.

CREATE OR REPLACE FUNCTION pd.exchange_convert(p_minor numeric, p_is_given boolean, p_bought numeric[], p_sold numeric[])
RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_base numeric;
BEGIN
    IF p_is_given THEN
        v_base := div(p_minor * p_bought[1], p_bought[2]);
        RETURN ARRAY[p_minor, v_base, div(v_base * p_sold[2], p_sold[1])];
    END IF;
    v_base := div(p_minor * p_sold[1] + p_sold[2] - 1, p_sold[2]);
    RETURN ARRAY[div(v_base * p_bought[2] + p_bought[1] - 1, p_bought[1]), v_base, p_minor];
END $$;
COMMENT ON FUNCTION pd.exchange_convert(numeric, boolean, numeric[], numeric[]) IS
    'Amounts of an exchange, rounded for the house at each step: {given, base, got}.';
