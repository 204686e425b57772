-- SPDX-License-Identifier: Apache-2.0
--
-- What payment.transfer would post: the exact entries and balances, nothing written.

CREATE OR REPLACE FUNCTION api.payment_transfer_preview(p_from text, p_to text, p_amount text, p_text text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('payment.transfer');
BEGIN
    PERFORM pd.text_clean(p_text, 'text', 140);
    RETURN pd.plan_preview(v_staff, 'payment.transfer', pd.plan_payment_transfer(v_staff.ledger, p_from, p_to, p_amount), 'from');
END $$;
COMMENT ON FUNCTION api.payment_transfer_preview(text, text, text, text) IS
    'Preview of payment.transfer: entries, fee_minor, total_minor, currency; refuses as it would.';
