-- SPDX-License-Identifier: Apache-2.0
--
-- Where an order ends: by its last day or after a number of times, not both, and not before its next due date.

CREATE OR REPLACE FUNCTION pd.order_end_check(p_order pd.standing_order, p_next_due date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_order.last_day IS NOT NULL AND p_order.times IS NOT NULL THEN
        PERFORM pd.refuse('PD001', 'An order ends on a day or after a number of times, not both.', 'times', 'Leave one of them out.');
    ELSIF p_order.last_day < p_next_due THEN
        PERFORM pd.refuse('PD001', format('The last day lies before the next payment, which is due on %s.', p_next_due), 'last');
    ELSIF p_order.times <= coalesce(p_order.place, 0) THEN
        PERFORM pd.refuse('PD001', format('The order has had %s due dates already; it would end before the next one.',
                                          coalesce(p_order.place, 0)), 'times', 'Cancel it instead.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.order_end_check(pd.standing_order, date) IS 'Judges where an order ends: PD001 on last or times.';
