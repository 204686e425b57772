-- SPDX-License-Identifier: Apache-2.0
--
-- Writes down that steps of a hold's plan have come: frees what is due, and notes when the next one comes.  Returns what
-- was freed.  The account's balance row is locked.

CREATE OR REPLACE FUNCTION pd.hold_due(p_ledger smallint, p_account bigint, p_hold bigint, p_amount bigint, p_next_at timestamptz)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_left bigint := pd.hold_left(p_ledger, p_hold, p_amount, p_next_at);
BEGIN
    IF v_left < p_amount THEN
        PERFORM pd.reservation_free(p_ledger, p_account, p_hold, p_amount - v_left);
        PERFORM pd.hold_event_write(p_ledger, p_hold, 'due', p_amount - v_left, v_left, NULL, NULL, NULL, NULL);
    END IF;
    IF v_left > 0 THEN
        UPDATE pd.reserved r
           SET next_at = pd.hold_next(p_ledger, p_hold)
         WHERE r.ledger = p_ledger AND r.account = p_account AND r.id = p_hold;
    END IF;
    RETURN p_amount - v_left;
END $$;
COMMENT ON FUNCTION pd.hold_due(smallint, bigint, bigint, bigint, timestamptz) IS
    'Frees what is due of a hold; returns how much.';
