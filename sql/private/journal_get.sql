-- SPDX-License-Identifier: Apache-2.0
--
-- The posting of a receipt number, for whoever is about to link another one to it.  With p_lock nobody else can do the
-- same until this transaction ends; a preview locks nothing.

CREATE OR REPLACE FUNCTION pd.journal_get(p_ledger smallint, p_receipt text, p_field text, p_lock boolean) RETURNS pd.journal
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id bigint := pd.receipt_get(p_ledger, p_receipt, p_field);
    v_journal pd.journal;
BEGIN
    IF p_lock THEN
        PERFORM FROM pd.journal j WHERE j.ledger = p_ledger AND j.id = v_id FOR NO KEY UPDATE;
    END IF;
    SELECT j.* INTO STRICT v_journal FROM pd.journal j WHERE j.ledger = p_ledger AND j.id = v_id;
    RETURN v_journal;
END $$;
COMMENT ON FUNCTION pd.journal_get(smallint, text, text, boolean) IS 'Journal of a receipt number, locked on demand: PD001, PD012 on the field.';
