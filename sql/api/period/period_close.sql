-- SPDX-License-Identifier: Apache-2.0
--
-- Closes the books up to a day that is over: nothing is posted with a business date or value date up to it any more, and
-- there is no way back.  Operation period.close.  PD001 no day, PD029 the day is not over, or closed already.

CREATE OR REPLACE FUNCTION api.period_close(p_request uuid, p_until date, p_reason text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('period.close', p_request, jsonb_build_object('until', p_until, 'reason', p_reason));
    v_reason text;
    v_ledger pd.ledger;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_reason := pd.reason_clean(p_reason, 'reason');
    IF p_until IS NULL OR p_until < '1900-01-01' OR NOT isfinite(p_until) THEN
        PERFORM pd.refuse('PD001', 'Give the last day of the period.', 'until');
    END IF;
    SELECT l.* INTO STRICT v_ledger FROM pd.ledger l WHERE l.id = v_call.ledger FOR NO KEY UPDATE;
    -- The second condition is what the condition of the trigger period_guard relies on.
    IF p_until >= v_ledger.business_date OR p_until >= (clock_timestamp() AT TIME ZONE 'UTC')::date THEN
        PERFORM pd.refuse('PD029', format('%s is not over: the business date is %s.', p_until, v_ledger.business_date), 'until',
                          'Close a period when its last day is over.');
    END IF;
    IF p_until <= v_ledger.closed_until THEN
        PERFORM pd.refuse('PD029', format('The books are closed up to %s already.', v_ledger.closed_until), 'until',
                          'A period is not opened again; correct with a posting of today.');
    END IF;
    -- Under the row lock: whatever is still on its way into the period waits for it, and is refused.
    INSERT INTO pd.period_close (ledger, until, staff, reason, request, journal)
    SELECT v_call.ledger, p_until, v_call.staff, v_reason, p_request, s.last_value FROM pd.journal_id s;
    UPDATE pd.ledger l SET closed_until = p_until WHERE l.id = v_call.ledger;
    RETURN pd.call_end(v_call, jsonb_build_object(
        'closed_until', p_until, 'closed_before', v_ledger.closed_until, 'business_date', v_ledger.business_date), p_until::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.period_close(uuid, date, text) IS 'Closes the books up to a day. PD001, PD029.';
