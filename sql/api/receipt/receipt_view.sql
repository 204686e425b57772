-- SPDX-License-Identifier: Apache-2.0
--
-- Everything that the receipt of a posting prints.  Operation receipt.view.

CREATE OR REPLACE FUNCTION api.receipt_view(p_receipt text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('receipt.view');
BEGIN
    RETURN pd.receipt_body(v_staff.ledger, pd.receipt_get(v_staff.ledger, p_receipt, 'receipt'));
END $$;
COMMENT ON FUNCTION api.receipt_view(text) IS 'A receipt. PD001, PD012.';
