-- SPDX-License-Identifier: Apache-2.0
--
-- The customer of a number, with the personal data.

CREATE OR REPLACE FUNCTION pd.customer_get(p_ledger smallint, p_number text, p_field text) RETURNS pd.customer_person
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_number text := replace(left(p_number, 70), ' ', '');
    v_customer pd.customer_person;
BEGIN
    IF v_number IS NULL OR v_number !~ '^[A-Za-z0-9-]{1,34}$' THEN
        PERFORM pd.refuse('PD001', 'This is not a customer number.', p_field);
    END IF;
    SELECT c.* INTO v_customer FROM pd.customer_person c WHERE c.ledger = p_ledger AND c.number = v_number;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', format('There is no customer %s.', v_number), p_field);
    END IF;
    RETURN v_customer;
END $$;
COMMENT ON FUNCTION pd.customer_get(smallint, text, text) IS 'Customer by number: PD001, PD012 on the field.';
