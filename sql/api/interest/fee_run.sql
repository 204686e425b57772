-- SPDX-License-Identifier: Apache-2.0
--
-- Charges the next accounts the statement fee of the month, quarter or year that ended with a month, and asks again for
-- what is owed from earlier ones.  Ask again until it answers that it has finished.  Operation fee.run.

CREATE OR REPLACE FUNCTION api.fee_run(p_request uuid, p_month date, p_limit integer DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('fee.run', p_request, jsonb_build_object('month', p_month, 'limit', p_limit));
    v_limit integer;
    v_run pd.run;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_limit := pd.run_limit(p_limit);
    v_run := pd.run_open(v_call.ledger, 'statement_fee', pd.run_month(v_call.ledger, p_month, 'month'));
    v_run := pd.run_chunk(v_run.id, v_limit, v_call.staff);
    RETURN pd.call_end(v_call, pd.run_answer(v_run), v_run.day::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.fee_run(uuid, date, integer) IS 'Charges the statement fees of a month to the next accounts. PD001, PD029 month not over.';
