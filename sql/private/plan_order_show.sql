-- SPDX-License-Identifier: Apache-2.0
--
-- Preview of an order: the entries of one payment, with today's fee.  No balances: those of the day are not known.

CREATE OR REPLACE FUNCTION pd.plan_order_show(p_order pd.standing_order) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_legs pd.leg[] := pd.plan_order_legs(p_order);
BEGIN
    RETURN (
    SELECT jsonb_build_object(
               'entries', jsonb_agg(jsonb_build_object(
                   'account', a.number,
                   'name', coalesce(h.name, a.name),
                   'what', l.what,
                   'debit_minor', CASE WHEN l.amount < 0 THEN -l.amount END,
                   'credit_minor', CASE WHEN l.amount > 0 THEN l.amount END,
                   'currency', c.code) ORDER BY l.place),
               'fee_minor', pd.legs_fee(v_legs),
               'total_minor', p_order.amount + pd.legs_fee(v_legs),
               'currency', min(c.code),
               'next_due', p_order.next_due,
               'next_run', p_order.next_run,
               'remark', pd.order_days(p_order, 3))
      FROM unnest(v_legs) WITH ORDINALITY AS l(account, amount, what, field, place)
      JOIN pd.account a ON a.ledger = p_order.ledger AND a.id = l.account
      JOIN pd.currency c ON c.number = a.currency
      LEFT JOIN pd.customer_person h ON h.ledger = a.ledger AND h.id = a.customer);
END $$;
COMMENT ON FUNCTION pd.plan_order_show(pd.standing_order) IS 'Preview of an order: entries and fee of one payment, and its first days.';
