-- SPDX-License-Identifier: Apache-2.0
--
-- Gives a hold that pd.hold_get returned a new plan: all that it keeps ends at once, at p_end.

CREATE OR REPLACE FUNCTION pd.hold_extend(p_call pd.call, p_hold pd.hold_state, p_end timestamptz, p_reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO pd.hold_step (ledger, hold, plan, at, keeps)
    SELECT p_call.ledger, p_hold.id, coalesce(max(s.plan), 0) + 1, p_end, 0
      FROM pd.hold_step s
     WHERE s.ledger = p_call.ledger AND s.hold = p_hold.id;
    UPDATE pd.reserved r
       SET next_at = p_end
     WHERE r.ledger = p_call.ledger AND r.account = p_hold.account AND r.id = p_hold.id;
    PERFORM pd.hold_event_write(p_call.ledger, p_hold.id, 'extend', 0, p_hold.remaining, NULL, p_reason, p_call.staff,
                                p_call.request);
END $$;
COMMENT ON FUNCTION pd.hold_extend(pd.call, pd.hold_state, timestamptz, text) IS 'Lets a hold end at another moment.';
