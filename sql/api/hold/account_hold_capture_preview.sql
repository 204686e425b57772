-- SPDX-License-Identifier: Apache-2.0
--
-- What account.hold.capture would post: the exact entries and balances, nothing written.

CREATE OR REPLACE FUNCTION api.account_hold_capture_preview(
    p_hold bigint, p_to text, p_amount text DEFAULT NULL, p_text text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('account.hold.capture');
    v_legs pd.leg[];
BEGIN
    PERFORM pd.text_clean(p_text, 'text', 140);
    v_legs := pd.plan_hold_capture(pd.hold_seen(v_staff.ledger, p_hold), v_staff.id, p_to, p_amount);
    PERFORM pd.limit_check(v_staff, 'account.hold.capture', v_legs);
    RETURN pd.plan_entries(v_staff.ledger, v_legs, 'hold');
END $$;
COMMENT ON FUNCTION api.account_hold_capture_preview(bigint, text, text, text) IS
    'Preview of account.hold.capture: entries, total_minor, currency; refuses as it would.';
