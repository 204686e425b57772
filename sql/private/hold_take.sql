-- SPDX-License-Identifier: Apache-2.0
--
-- Takes an amount off a hold that pd.hold_get returned and pd.hold_free_check judged: event and balance.  Returns what it
-- still keeps.

CREATE OR REPLACE FUNCTION pd.hold_take(p_call pd.call, p_hold pd.hold_state, p_what text, p_minor bigint, p_reason text)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_left bigint := pd.reservation_free(p_call.ledger, p_hold.account, p_hold.id, p_minor);
BEGIN
    PERFORM pd.hold_event_write(p_call.ledger, p_hold.id, p_what, p_minor, v_left, NULL, p_reason, p_call.staff, p_call.request);
    RETURN v_left;
END $$;
COMMENT ON FUNCTION pd.hold_take(pd.call, pd.hold_state, text, bigint, text) IS
    'Frees an amount of a hold; returns what it keeps.';
