-- SPDX-License-Identifier: Apache-2.0
--
-- The legs of account.hold.capture.  p_amount NULL: all that the hold keeps.  Refusals in the order of all refusals: PD001,
-- PD004 a kind that nobody frees by hand, PD012, PD013, PD014, PD015, then those of pd.hold_free_check.

CREATE OR REPLACE FUNCTION pd.plan_hold_capture(p_hold pd.hold_state, p_staff integer, p_to text, p_amount text) RETURNS pd.leg[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_from pd.account_now;
    v_to pd.account_now;
    v_minor bigint;
BEGIN
    IF p_amount IS NOT NULL THEN
        PERFORM pd.money_minor(p_amount, NULL, 'amount');
    END IF;
    PERFORM pd.hold_role_check(p_staff, p_hold.kind, 'free', 'hold');
    SELECT a.* INTO STRICT v_from FROM pd.account_now a WHERE a.ledger = p_hold.ledger AND a.id = p_hold.account;
    v_to := pd.hold_target_get(p_hold.ledger, p_to, v_from.id);
    -- Whatever is left, and at least one unit, so that the accounts are judged even when nothing is.
    v_minor := pd.plan_amount(coalesce(p_amount, '1'), v_from, 'hold', v_to, 'to', v_from);
    IF p_amount IS NULL THEN
        v_minor := p_hold.remaining;
    END IF;
    PERFORM pd.hold_free_check(p_hold, p_staff, v_minor);
    RETURN ARRAY[ROW(v_from.id, -v_minor, 'principal', 'hold'), ROW(v_to.id, v_minor, 'principal', 'to')]::pd.leg[];
END $$;
COMMENT ON FUNCTION pd.plan_hold_capture(pd.hold_state, integer, text, text) IS
    'Legs of account.hold.capture: PD001, PD004, PD012 to PD015, PD019, PD030 to PD032, PD037.';
