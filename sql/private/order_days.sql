-- SPDX-License-Identifier: Apache-2.0
--
-- The first business dates on which an order will be paid, as a sentence for whoever confirms it.

CREATE OR REPLACE FUNCTION pd.order_days(p_order pd.standing_order, p_count integer) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_order pd.standing_order := p_order;
    v_days text[] := '{}';
BEGIN
    -- A weekly order that skips its Saturdays is never paid: the search ends all the same.
    FOR v_tried IN 1..60 LOOP
        EXIT WHEN v_order.next_run IS NULL OR cardinality(v_days) >= p_count;
        IF v_order.day_rule <> 'skip' OR pd.is_business_day(v_order.ledger, v_order.next_due) THEN
            v_days := v_days || to_char(v_order.next_run, 'YYYY-MM-DD');
        END IF;
        v_order := pd.order_next(v_order);
    END LOOP;
    IF cardinality(v_days) = 0 THEN
        RETURN 'None of its due dates is a business day.';
    END IF;
    RETURN format('Paid on %s%s.', array_to_string(v_days, ', '), CASE WHEN v_order.next_run IS NULL THEN '' ELSE ' and so on' END);
END $$;
COMMENT ON FUNCTION pd.order_days(pd.standing_order, integer) IS 'When an order is paid at first, in words.';
