-- SPDX-License-Identifier: Apache-2.0
--
-- The receipts that a receipt is linked with: its reversal, its corrections, the fee that was given back, or what it did
-- so itself.  Operation receipt.links.

CREATE OR REPLACE FUNCTION api.receipt_links(p_receipt text)
RETURNS TABLE (relation text, receipt text, operation text, at timestamptz, business_date date, reason text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('receipt.links');
    v_journal bigint := pd.receipt_get(v_staff.ledger, p_receipt, 'receipt');
BEGIN
    RETURN QUERY
    SELECT n.relation, pd.receipt_number(j.ledger, j.id), j.operation, j.created_at, j.business_date, n.reason
      FROM pd.journal_links(v_staff.ledger, v_journal) n
      JOIN pd.journal j ON j.ledger = v_staff.ledger AND j.id = n.journal
     ORDER BY j.id;
END $$;
COMMENT ON FUNCTION api.receipt_links(text) IS 'Receipts linked with a receipt. PD001, PD012.';
