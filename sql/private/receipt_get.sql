-- SPDX-License-Identifier: Apache-2.0
--
-- The journal of a receipt number that a form asks for.

CREATE OR REPLACE FUNCTION pd.receipt_get(p_ledger smallint, p_receipt text, p_field text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id bigint;
BEGIN
    IF p_receipt IS NULL OR left(p_receipt, 40) !~ '^[0-9]{1,5}-[0-9]{8,18}$' THEN
        PERFORM pd.refuse('PD001', 'This is not a receipt number.', p_field, 'It looks like 1-00000042.');
    END IF;
    v_id := pd.receipt_journal(p_ledger, p_receipt);
    IF v_id IS NULL THEN
        PERFORM pd.refuse('PD012', format('There is no receipt %s.', p_receipt), p_field);
    END IF;
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.receipt_get(smallint, text, text) IS 'Journal id of a receipt number: PD001, PD012 on the field.';
