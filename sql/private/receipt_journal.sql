-- SPDX-License-Identifier: Apache-2.0
--
-- The journal of a receipt number; NULL unless it is a receipt of this ledger.

CREATE OR REPLACE FUNCTION pd.receipt_journal(p_ledger smallint, p_receipt text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_parts text[] := regexp_match(left(p_receipt, 40), '^([0-9]{1,5})-([0-9]{8,18})$');
    v_id bigint;
BEGIN
    IF v_parts[1]::integer = p_ledger THEN
        SELECT j.id INTO v_id FROM pd.journal j WHERE j.ledger = p_ledger AND j.id = v_parts[2]::bigint;
    END IF;
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.receipt_journal(smallint, text) IS 'Journal id of a receipt number, or NULL.';
