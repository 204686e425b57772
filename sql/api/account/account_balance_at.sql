-- SPDX-License-Identifier: Apache-2.0
--
-- The balance of an account on a past day: at its end, and at its beginning, which is the end of the day before.  By the
-- date it was booked for, or by value date; or with a time, what stood on it at that moment of the clock, and at
-- midnight before.  Operation account.balance_at.

CREATE OR REPLACE FUNCTION api.account_balance_at(
    p_account text, p_day date, p_time text DEFAULT NULL, p_basis text DEFAULT NULL)
RETURNS TABLE (account text, day date, opening_minor bigint, balance_minor bigint, currency text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('account.balance_at');
    v_account pd.account_now := pd.account_seen_get(v_staff, p_account, 'account');
    v_opening bigint;
    v_balance bigint;
BEGIN
    IF p_day IS NULL OR p_day NOT BETWEEN date '1900-01-01' AND date '2999-12-31' THEN
        PERFORM pd.refuse('PD001', 'Give a day.', 'day');
    END IF;
    IF left(p_time, 20) !~ '^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$' THEN
        PERFORM pd.refuse('PD001', 'This is not a time of day.', 'time', 'Write hours and minutes, such as 14:30.');
    END IF;
    PERFORM pd.interest_choice(coalesce(p_basis, 'booked'), ARRAY['booked', 'value'], 'basis');
    IF p_time IS NOT NULL AND p_basis = 'value' THEN
        PERFORM pd.refuse('PD001', 'Value dates have no time of day.', 'time', 'Leave the time empty, or ask by booking.');
    END IF;
    IF p_time IS NOT NULL THEN
        v_opening := pd.balance_at_moment(v_account.ledger, v_account.id, p_day::timestamptz);
        v_balance := pd.balance_at_moment(v_account.ledger, v_account.id, (p_day + p_time::time)::timestamptz);
    ELSIF p_basis = 'value' THEN
        v_opening := pd.balance_at_value(v_account.ledger, v_account.id, p_day - 1);
        v_balance := pd.balance_at_value(v_account.ledger, v_account.id, p_day);
    ELSE
        v_opening := pd.balance_at(v_account.ledger, v_account.id, p_day - 1);
        v_balance := pd.balance_at(v_account.ledger, v_account.id, p_day);
    END IF;
    RETURN QUERY
    SELECT v_account.number, p_day, v_account.side * v_opening, v_account.side * v_balance, c.code
      FROM pd.currency c
     WHERE c.number = v_account.currency;
END $$;
COMMENT ON FUNCTION api.account_balance_at(text, date, text, text) IS 'Balance on a past day. PD001, PD004, PD012.';
