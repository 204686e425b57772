-- SPDX-License-Identifier: Apache-2.0
--
-- What fee.waive would post; nothing written.

CREATE OR REPLACE FUNCTION api.fee_waive_preview(p_receipt text, p_reason text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('fee.waive');
BEGIN
    PERFORM pd.reason_clean(p_reason, 'reason');
    RETURN pd.link_show(v_staff.ledger,
        pd.plan_fee_waive(pd.journal_get(v_staff.ledger, p_receipt, 'receipt', false)), false, NULL);
END $$;
COMMENT ON FUNCTION api.fee_waive_preview(text, text) IS 'Preview of fee.waive: entries, total_minor; refuses as it would.';
