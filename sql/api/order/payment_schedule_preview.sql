-- SPDX-License-Identifier: Apache-2.0
--
-- What the payment would post, with today's fee; nothing written.

CREATE OR REPLACE FUNCTION api.payment_schedule_preview(
    p_from text, p_to text, p_amount text, p_day date, p_text text DEFAULT NULL, p_day_rule text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('payment.schedule');
BEGIN
    RETURN pd.plan_order_show(pd.plan_schedule(v_staff.ledger, p_from, p_to, p_amount, p_day, p_text, p_day_rule));
END $$;
COMMENT ON FUNCTION api.payment_schedule_preview(text, text, text, date, text, text) IS
    'Preview of payment.schedule: entries, fee_minor, total_minor, next_due, next_run; refuses as it would.';
