-- SPDX-License-Identifier: Apache-2.0
--
-- What every change of an order answers; with legs also today's fee of a payment.

CREATE OR REPLACE FUNCTION pd.order_answer(p_order pd.standing_order, p_legs pd.leg[] DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object(
               'order', p_order.id,
               'status', p_order.status,
               'amount_minor', p_order.amount,
               'currency', (SELECT c.code FROM pd.currency c WHERE c.number = p_order.currency),
               'next_due', p_order.next_due,
               'next_run', p_order.next_run)
           || CASE WHEN p_legs IS NULL THEN '{}' ELSE jsonb_build_object('fee_minor', pd.legs_fee(p_legs)) END;
END $$;
COMMENT ON FUNCTION pd.order_answer(pd.standing_order, pd.leg[]) IS 'Answer of a change of an order.';
