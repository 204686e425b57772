-- SPDX-License-Identifier: Apache-2.0
--
-- Posts the interest of a month that is over on the next accounts: all whose month, quarter or year ends with it.  Ask
-- again until it answers that it has finished; each account is posted once.  Operation interest.post.

CREATE OR REPLACE FUNCTION api.interest_post(p_request uuid, p_month date, p_limit integer DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('interest.post', p_request, jsonb_build_object('month', p_month, 'limit', p_limit));
    v_limit integer;
    v_run pd.run;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_limit := pd.run_limit(p_limit);
    v_run := pd.run_open(v_call.ledger, 'interest', pd.run_month(v_call.ledger, p_month, 'month'));
    v_run := pd.run_chunk(v_run.id, v_limit, v_call.staff);
    RETURN pd.call_end(v_call, pd.run_answer(v_run), v_run.day::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.interest_post(uuid, date, integer) IS 'Posts the interest of a month for the next accounts. PD001, PD029 month not over.';
