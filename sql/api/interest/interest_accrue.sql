-- SPDX-License-Identifier: Apache-2.0
--
-- Accrues the interest of the next accounts up to a day that is over, the day before the business date when none is
-- given.  Ask again until it answers that it has finished; the worker does the same by itself.  Operation interest.accrue.

CREATE OR REPLACE FUNCTION api.interest_accrue(p_request uuid, p_day date DEFAULT NULL, p_limit integer DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('interest.accrue', p_request, jsonb_build_object('day', p_day, 'limit', p_limit));
    v_limit integer;
    v_run pd.run;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_limit := pd.run_limit(p_limit);
    IF p_day < date '1900-01-01' OR p_day > date '2999-12-31' THEN
        PERFORM pd.refuse('PD001', 'This day is too far away.', 'day');
    END IF;
    IF p_day >= v_call.business_date THEN
        PERFORM pd.refuse('PD029', format('The business date is %s; interest is accrued for days that are over.', v_call.business_date),
                          'day', 'Choose an earlier day.');
    END IF;
    v_run := pd.run_open(v_call.ledger, 'accrual', coalesce(p_day, v_call.business_date - 1));
    v_run := pd.run_chunk(v_run.id, v_limit, v_call.staff);
    RETURN pd.call_end(v_call, pd.run_answer(v_run), v_run.day::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.interest_accrue(uuid, date, integer) IS 'Accrues interest for the next accounts. PD001, PD029 day not over.';
