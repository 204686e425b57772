-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps a planned order; its number.

CREATE OR REPLACE FUNCTION pd.order_make(p_call pd.call, p_order pd.standing_order) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id bigint;
BEGIN
    INSERT INTO pd.standing_order (ledger, kind, from_account, to_account, currency, amount, text, every, first_day, is_month_end,
                                   last_day, times, day_rule, next_due, next_run, staff, request)
    VALUES (p_order.ledger, p_order.kind, p_order.from_account, p_order.to_account, p_order.currency, p_order.amount, p_order.text,
            p_order.every, p_order.first_day, p_order.is_month_end, p_order.last_day, p_order.times, p_order.day_rule,
            p_order.next_due, p_order.next_run, p_call.staff, p_call.request)
    RETURNING id INTO v_id;
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.order_make(pd.call, pd.standing_order) IS 'Keeps an order; its number.';
