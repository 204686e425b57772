-- SPDX-License-Identifier: Apache-2.0
--
-- The due date number p_place (from 0) of an order, always reckoned from its first day: 31 January, 28 February, 31 March.

CREATE OR REPLACE FUNCTION pd.order_due(p_first date, p_every text, p_is_month_end boolean, p_place integer) RETURNS date
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_months integer := CASE p_every WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'year' THEN 12 END;
BEGIN
    IF v_months IS NULL THEN
        RETURN p_first + p_place * CASE p_every WHEN 'week' THEN 7 ELSE 1 END;
    END IF;
    IF p_is_month_end THEN
        RETURN (date_trunc('month', p_first::timestamp) + make_interval(months => v_months * p_place + 1) - interval '1 day')::date;
    END IF;
    -- Adding months to a timestamp keeps the day, or takes the month's last one.
    RETURN (p_first::timestamp + make_interval(months => v_months * p_place))::date;
END $$;
COMMENT ON FUNCTION pd.order_due(date, text, boolean, integer) IS 'Due date number p_place of an order; every NULL: its one day.';
