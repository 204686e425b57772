-- SPDX-License-Identifier: Apache-2.0
--
-- A new customer number, passing over those that are taken.

CREATE OR REPLACE FUNCTION pd.customer_number_next(p_ledger smallint) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_number text;
BEGIN
    LOOP
        v_number := pd.customer_number(nextval('pd.customer_number'));
        PERFORM FROM pd.customer c WHERE c.ledger = p_ledger AND c.number = v_number;
        IF NOT FOUND THEN
            RETURN v_number;
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.customer_number_next(smallint) IS 'Draws the next free customer number.';
