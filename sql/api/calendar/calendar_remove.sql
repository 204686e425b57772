-- SPDX-License-Identifier: Apache-2.0
--
-- Removes a holiday of this branch; orders whose due dates it had moved are moved back.  Operation calendar.remove.
-- PD001 field, PD012 no holiday.

CREATE OR REPLACE FUNCTION api.calendar_remove(
    p_request uuid, p_day date)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('calendar.remove', p_request,
        jsonb_build_object('day', p_day));
    v_name text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    PERFORM pd.calendar_day_check(p_day, v_call.business_date);
    DELETE FROM pd.holiday h WHERE h.ledger = v_call.ledger AND h.day = p_day RETURNING h.name INTO v_name;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', format('%s is no holiday.', p_day), 'day', 'See calendar.list.');
    END IF;
    PERFORM pd.calendar_changed(v_call.ledger, p_day);
    RETURN pd.call_end(v_call, jsonb_build_object('day', p_day, 'name', v_name), p_day::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.calendar_remove(uuid, date) IS
    'Removes a holiday. PD001, PD012.';
