-- SPDX-License-Identifier: Apache-2.0
--
-- Due dates that failed since a business date, newest first, a page at a time: p_before is the number of the last row of
-- the page before.  Without p_since: of the last thirty days.  Operation order.failures.

CREATE OR REPLACE FUNCTION api.order_failures(p_since date DEFAULT NULL, p_before integer DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    number bigint, "order" bigint, due date, booked date, "from" text, "to" text, amount_minor bigint, currency text, code text,
    reason text, tries integer, status text, at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('order.failures');
    v_limit integer := pd.page_limit(p_limit, 50);
    v_since date := coalesce(p_since, (SELECT l.business_date - 30 FROM pd.ledger l WHERE l.id = v_staff.ledger));
BEGIN
    RETURN QUERY
    SELECT e.failure, e.standing_order, e.due, e.booked, f.number, t.number, e.amount, c.code, e.code, e.reason, e.tries, o.status, e.at
      FROM pd.order_execution e
      JOIN pd.standing_order o ON o.ledger = e.ledger AND o.id = e.standing_order
      JOIN pd.account f ON f.ledger = o.ledger AND f.id = o.from_account
      JOIN pd.account t ON t.ledger = o.ledger AND t.id = o.to_account
      JOIN pd.currency c ON c.number = o.currency
     WHERE e.ledger = v_staff.ledger AND e.failure < coalesce(p_before, 9223372036854775807) AND e.booked >= v_since
     ORDER BY e.failure DESC
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.order_failures(date, integer, integer) IS 'Failed due dates since a day, a page at a time. PD001.';
