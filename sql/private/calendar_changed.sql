-- SPDX-License-Identifier: Apache-2.0
--
-- After a change of the calendar: reckons anew on which business date the orders are paid whose due date may be moved by
-- it.  A run of days without business is never longer than the search of pd.business_day.

CREATE OR REPLACE FUNCTION pd.calendar_changed(p_ledger smallint, p_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE pd.standing_order o
       SET next_run = pd.order_run_day(o.ledger, o.next_due, o.day_rule)
     WHERE o.ledger = p_ledger AND o.next_due BETWEEN p_day - 367 AND p_day + 367
       AND o.day_rule IN ('next', 'previous')
       AND o.next_run <> pd.order_run_day(o.ledger, o.next_due, o.day_rule);
END $$;
COMMENT ON FUNCTION pd.calendar_changed(smallint, date) IS 'Moves orders to their business dates after a change of the calendar.';
