-- SPDX-License-Identifier: Apache-2.0
--
-- A new account number: eight digits and two check digits by ISO 7064 MOD 97-10.  Those that an import brought are passed
-- over.

CREATE OR REPLACE FUNCTION pd.account_number_next(p_ledger smallint) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_number text;
BEGIN
    LOOP
        v_number := pd.account_number(nextval('pd.account_number'));
        PERFORM FROM pd.account a WHERE a.ledger = p_ledger AND a.number = v_number;
        IF NOT FOUND THEN
            RETURN v_number;
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.account_number_next(smallint) IS 'Draws the next free account number.';
