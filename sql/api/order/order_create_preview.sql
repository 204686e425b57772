-- SPDX-License-Identifier: Apache-2.0
--
-- What a payment of this order would post, with today's fee; nothing written.

CREATE OR REPLACE FUNCTION api.order_create_preview(
    p_from text, p_to text, p_amount text, p_first date, p_every text, p_text text DEFAULT NULL, p_last date DEFAULT NULL,
    p_times integer DEFAULT NULL, p_day_rule text DEFAULT NULL, p_month_end boolean DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('order.create');
BEGIN
    IF p_every IS NULL THEN
        PERFORM pd.refuse('PD001', 'Say how often: every day, week, month, quarter or year.', 'every', 'For one payment: payment.schedule.');
    END IF;
    RETURN pd.plan_order_show(pd.plan_order(
        v_staff.ledger, (SELECT l.business_date FROM pd.ledger l WHERE l.id = v_staff.ledger),
        p_from, p_to, p_amount, p_text, p_first, p_every, p_last, p_times, p_day_rule, p_month_end));
END $$;
COMMENT ON FUNCTION api.order_create_preview(text, text, text, date, text, text, date, integer, text, boolean) IS
    'Preview of order.create: entries, fee_minor, total_minor, next_due, next_run; refuses as it would.';
