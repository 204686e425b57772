-- SPDX-License-Identifier: Apache-2.0
--
-- The holds of an account, newest first, a page at a time: those that still keep something, or all that ever were.
-- p_after is the last hold of the page before.  Operation account.hold.list.

CREATE OR REPLACE FUNCTION api.account_hold_list(
    p_account text, p_all boolean DEFAULT NULL, p_after bigint DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    hold bigint, kind text, amount_minor bigint, remaining_minor bigint, currency text, state text, ends_at timestamptz,
    reason text, reference text, placed_by text, placed_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('account.hold.list');
    v_limit integer := pd.page_limit(p_limit, 50);
    v_account pd.account_now := pd.account_customer_get(v_staff.ledger, p_account, 'account');
BEGIN
    RETURN QUERY
    SELECT h.id, h.kind, h.amount, h.remaining, c.code, h.state, h.ends_at, h.reason, h.reference, s.name, h.at
      FROM pd.hold_state h
      JOIN pd.currency c ON c.number = h.currency
      JOIN pd.staff s ON s.id = h.staff
     WHERE h.ledger = v_staff.ledger AND h.account = v_account.id
       AND (p_after IS NULL OR h.id < p_after)
       AND (p_all OR h.remaining > 0)
     ORDER BY h.id DESC
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.account_hold_list(text, boolean, bigint, integer) IS
    'Holds of an account, a page at a time. PD001, PD012.';
