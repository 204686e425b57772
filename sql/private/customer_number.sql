-- SPDX-License-Identifier: Apache-2.0
--
-- A customer number from its first seven digits: a check digit by ISO 7064 MOD 11,10, which finds every single slip.

CREATE OR REPLACE FUNCTION pd.customer_number(p_base bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_base text := p_base::text;
    v_product integer := 10;
BEGIN
    FOR i IN 1 .. length(v_base) LOOP
        v_product := (v_product + substr(v_base, i, 1)::integer) % 10;
        v_product := CASE v_product WHEN 0 THEN 10 ELSE v_product END * 2 % 11;
    END LOOP;
    RETURN v_base || (11 - v_product) % 10;
END $$;
COMMENT ON FUNCTION pd.customer_number(bigint) IS 'Customer number of its first seven digits.';
