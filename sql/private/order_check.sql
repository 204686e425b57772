-- SPDX-License-Identifier: Apache-2.0
--
-- The days of an order: PD001 on the field that breaks a rule.

CREATE OR REPLACE FUNCTION pd.order_check(p_order pd.standing_order, p_business_date date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_order.first_day IS NULL THEN
        PERFORM pd.refuse('PD001', 'Give the day of the first payment.', 'first');
    ELSIF p_order.first_day < p_business_date THEN
        PERFORM pd.refuse('PD001', format('The first payment would lie before today''s business date, %s.', p_business_date), 'first');
    ELSIF p_order.first_day > p_business_date + 36600 THEN
        PERFORM pd.refuse('PD001', 'The first payment lies more than a hundred years ahead.', 'first');
    ELSIF p_order.every NOT IN ('day', 'week', 'month', 'quarter', 'year') THEN
        PERFORM pd.refuse('PD001', 'An order is carried out every day, week, month, quarter or year.', 'every');
    ELSIF p_order.day_rule NOT IN ('next', 'previous', 'skip', 'any') THEN
        PERFORM pd.refuse('PD001', 'The rule for other days is next, previous, skip or any.', 'day_rule');
    ELSIF p_order.is_month_end AND p_order.every IN ('day', 'week') THEN
        PERFORM pd.refuse('PD001', 'The last day of the month goes with every month, quarter or year.', 'month_end');
    END IF;
    PERFORM pd.order_end_check(p_order, pd.order_due(p_order.first_day, p_order.every, p_order.is_month_end, 0));
END $$;
COMMENT ON FUNCTION pd.order_check(pd.standing_order, date) IS 'Judges the days of a new order: PD001.';
