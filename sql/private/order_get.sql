-- SPDX-License-Identifier: Apache-2.0
--
-- An order by its number, to look at.

CREATE OR REPLACE FUNCTION pd.order_get(p_ledger smallint, p_order integer, p_field text) RETURNS pd.standing_order
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order;
BEGIN
    SELECT o.* INTO v_order FROM pd.standing_order o WHERE o.ledger = p_ledger AND o.id = p_order;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', format('There is no order %s.', p_order), p_field);
    END IF;
    RETURN v_order;
END $$;
COMMENT ON FUNCTION pd.order_get(smallint, integer, text) IS 'An order by number: PD012 on the field.';
