-- SPDX-License-Identifier: Apache-2.0
--
-- A new customer number: seven digits and a check digit by ISO 7064 MOD 11,10, not taken by an import.

CREATE OR REPLACE FUNCTION pd.customer_number_next(p_ledger smallint) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_base text;
    v_product integer;
    v_number text;
BEGIN
    LOOP
        v_base := nextval('pd.customer_number')::text;
        v_product := 10;
        FOR i IN 1 .. length(v_base) LOOP
            v_product := (v_product + substr(v_base, i, 1)::integer) % 10;
            v_product := CASE v_product WHEN 0 THEN 10 ELSE v_product END * 2 % 11;
        END LOOP;
        v_number := v_base || (11 - v_product) % 10;
        PERFORM FROM pd.customer c WHERE c.ledger = p_ledger AND c.number = v_number;
        IF NOT FOUND THEN
            RETURN v_number;
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.customer_number_next(smallint) IS 'Draws the next free customer number.';
