-- SPDX-License-Identifier: Apache-2.0
--
-- A pending transfer with its exact state, for somebody who is about to resolve it: the balance rows of its accounts are
-- locked, in their order.  PD012.

CREATE OR REPLACE FUNCTION pd.pending_get(p_ledger smallint, p_id bigint) RETURNS pd.pending_state
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_accounts bigint[];
    v_pending pd.pending_state;
BEGIN
    SELECT ARRAY[p.debit, p.credit] INTO v_accounts FROM pd.pending p WHERE p.ledger = p_ledger AND p.id = p_id;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', 'There is no such pending transfer.', 'pending');
    END IF;
    PERFORM pd.reservation_lock(p_ledger, v_accounts);
    SELECT p.* INTO STRICT v_pending FROM pd.pending_state p WHERE p.ledger = p_ledger AND p.id = p_id;
    RETURN v_pending;
END $$;
COMMENT ON FUNCTION pd.pending_get(smallint, bigint) IS 'A pending transfer and its state, with its accounts locked. PD012.';
