-- SPDX-License-Identifier: Apache-2.0
--
-- What cash.deposit would post: the exact entries and balances, nothing written.

CREATE OR REPLACE FUNCTION api.cash_deposit_preview(p_account text, p_amount text, p_text text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('cash.deposit');
BEGIN
    PERFORM pd.text_clean(p_text, 'text', 140);
    RETURN pd.plan_preview(v_staff, 'cash.deposit', pd.plan_cash_deposit(v_staff.ledger, v_staff.id, p_account, p_amount), 'account');
END $$;
COMMENT ON FUNCTION api.cash_deposit_preview(text, text, text) IS 'Preview of cash.deposit: entries, fee_minor, total_minor, currency; refuses as it would.';
