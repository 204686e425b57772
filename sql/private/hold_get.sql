-- SPDX-License-Identifier: Apache-2.0
--
-- A hold with its exact state, for a person who is about to do something with it (p_does: place, free; NULL: the role was
-- judged already): the account's balance row is locked and what is due is written down, so that the state stays.
-- PD001, PD004 the kind is not for the role, PD012 no such hold.

CREATE OR REPLACE FUNCTION pd.hold_get(p_ledger smallint, p_staff integer, p_hold bigint, p_does text) RETURNS pd.hold_state
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hold pd.hold_state := pd.hold_seen(p_ledger, p_hold);
BEGIN
    IF p_does IS NOT NULL THEN
        PERFORM pd.hold_role_check(p_staff, v_hold.kind, p_does, 'hold');
    END IF;
    PERFORM pd.reservation_lock(p_ledger, ARRAY[v_hold.account]);
    PERFORM pd.reservation_settle(p_ledger, v_hold.account);
    RETURN pd.hold_seen(p_ledger, p_hold);
END $$;
COMMENT ON FUNCTION pd.hold_get(smallint, integer, bigint, text) IS
    'A hold and its state, with its account locked. PD001, PD004, PD012.';
