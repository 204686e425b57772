-- SPDX-License-Identifier: Apache-2.0
--
-- One hold with all that was done with it.  Operation account.hold.view.

CREATE OR REPLACE FUNCTION api.account_hold_view(p_hold bigint)
RETURNS TABLE (
    hold bigint, account text, kind text, amount_minor bigint, remaining_minor bigint, captured_minor bigint,
    released_minor bigint, currency text, state text, ends_at timestamptz, releases text[], cheque text, reason text,
    reference text, placed_by text, placed_at timestamptz, history text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('account.hold.view');
    v_hold pd.hold_state := pd.hold_seen(v_staff.ledger, p_hold);
BEGIN
    RETURN QUERY
    SELECT v_hold.id, a.number, v_hold.kind, v_hold.amount, v_hold.remaining, v_hold.captured, v_hold.released, c.code,
           v_hold.state, v_hold.ends_at, pd.hold_plan_words(v_hold), v_hold.schedule, v_hold.reason,
           v_hold.reference, s.name, v_hold.at, pd.hold_history(v_hold)
      FROM pd.account a
      JOIN pd.currency c ON c.number = v_hold.currency
      JOIN pd.staff s ON s.id = v_hold.staff
     WHERE a.ledger = v_hold.ledger AND a.id = v_hold.account;
END $$;
COMMENT ON FUNCTION api.account_hold_view(bigint) IS 'A hold and its history. PD001, PD012.';
