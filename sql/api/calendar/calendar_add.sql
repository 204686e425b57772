-- SPDX-License-Identifier: Apache-2.0
--
-- Adds a holiday of this branch; orders whose due dates it moves are moved.  Operation calendar.add.
-- PD001 field, PD027 is one already.

CREATE OR REPLACE FUNCTION api.calendar_add(
    p_request uuid, p_day date, p_name text)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('calendar.add', p_request,
        jsonb_build_object('day', p_day, 'name', p_name));
    v_name text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_name := pd.text_clean(p_name, 'name', 70);
    IF v_name IS NULL THEN
        PERFORM pd.refuse('PD001', 'A holiday has a name.', 'name');
    END IF;
    PERFORM pd.calendar_day_check(p_day, v_call.business_date);
    INSERT INTO pd.holiday (ledger, day, name) VALUES (v_call.ledger, p_day, v_name) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD027', format('%s is a holiday already.', p_day), 'day');
    END IF;
    PERFORM pd.calendar_changed(v_call.ledger, p_day);
    RETURN pd.call_end(v_call, jsonb_build_object('day', p_day, 'name', v_name), p_day::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.calendar_add(uuid, date, text) IS
    'Adds a holiday. PD001, PD027 there already.';
