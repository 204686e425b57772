-- SPDX-License-Identifier: Apache-2.0
--
-- A hold with its exact state of this moment, for reading.  PD001, PD012 on the field hold.

CREATE OR REPLACE FUNCTION pd.hold_seen(p_ledger smallint, p_hold bigint) RETURNS pd.hold_state
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hold pd.hold_state;
BEGIN
    IF p_hold IS NULL THEN
        PERFORM pd.refuse('PD001', 'The number of the hold is missing.', 'hold');
    END IF;
    SELECT h.* INTO v_hold FROM pd.hold_state h WHERE h.ledger = p_ledger AND h.id = p_hold;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', format('There is no hold %s.', p_hold), 'hold');
    END IF;
    RETURN v_hold;
END $$;
COMMENT ON FUNCTION pd.hold_seen(smallint, bigint) IS 'A hold and its state. PD001, PD012 on hold.';
