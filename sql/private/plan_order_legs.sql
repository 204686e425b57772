-- SPDX-License-Identifier: Apache-2.0
--
-- The legs of an order's next payment: exactly those of a payment.transfer, fee included.

CREATE OR REPLACE FUNCTION pd.plan_order_legs(p_order pd.standing_order) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN pd.plan_payment_transfer(
        p_order.ledger,
        (SELECT a.number FROM pd.account a WHERE a.ledger = p_order.ledger AND a.id = p_order.from_account),
        (SELECT a.number FROM pd.account a WHERE a.ledger = p_order.ledger AND a.id = p_order.to_account),
        pd.money_text(p_order.amount, p_order.currency));
END $$;
COMMENT ON FUNCTION pd.plan_order_legs(pd.standing_order) IS 'Legs of an order''s payment: PD012 to PD015.';
