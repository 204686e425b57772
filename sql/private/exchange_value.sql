-- SPDX-License-Identifier: Apache-2.0
--
-- What an amount of foreign currency is worth in the branch's own, at a price: rounded towards what the branch owns less,
-- so that no income appears by rounding.  What is bought (or held: positive) is rounded down, what is sold (or owed:
-- negative) away from zero; that is the floor in both.

CREATE OR REPLACE FUNCTION pd.exchange_value(p_minor numeric, p_price numeric[]) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_minor >= 0 THEN
        RETURN div(p_minor * p_price[1], p_price[2]);
    END IF;
    RETURN -div(-p_minor * p_price[1] + p_price[2] - 1, p_price[2]);
END $$;
COMMENT ON FUNCTION pd.exchange_value(numeric, numeric[]) IS 'Value of a signed foreign amount in base minor units, rounded down.';
