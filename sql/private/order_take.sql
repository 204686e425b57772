-- SPDX-License-Identifier: Apache-2.0
--
-- An order by its number, locked to be changed: a payment of it that runs at this moment is waited for.  PD029 unless it
-- stands in one of p_states.

CREATE OR REPLACE FUNCTION pd.order_take(p_ledger smallint, p_order integer, p_states text[]) RETURNS pd.standing_order
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order;
BEGIN
    SELECT o.* INTO v_order FROM pd.standing_order o WHERE o.ledger = p_ledger AND o.id = p_order FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', format('There is no order %s.', p_order), 'order');
    END IF;
    IF v_order.status <> ALL (p_states) THEN
        PERFORM pd.refuse('PD029', format('Order %s is %s.', v_order.id, v_order.status), 'order',
                          CASE WHEN v_order.status IN ('ended', 'cancelled') THEN 'Make a new order.' ELSE 'See order.view.' END);
    END IF;
    RETURN v_order;
END $$;
COMMENT ON FUNCTION pd.order_take(smallint, integer, text[]) IS 'An order by number, locked: PD012, PD029 on order.';
