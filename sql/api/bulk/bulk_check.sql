-- SPDX-License-Identifier: Apache-2.0
--
-- Ends the loading: all lines are there; what only the whole file tells is judged, and the totals are made.
-- Operation bulk.load.  PD001, PD004, PD012, PD029.

CREATE OR REPLACE FUNCTION api.bulk_check(p_request uuid, p_bulk integer) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('bulk.load', p_request, jsonb_build_object('bulk', p_bulk, 'check', true));
    v_bulk pd.bulk;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_bulk := pd.bulk_loading_get(v_call, p_bulk);
    IF v_bulk.lines <> v_bulk.lines_expected THEN
        PERFORM pd.refuse('PD029', format('%s of %s lines are loaded.', v_bulk.lines, v_bulk.lines_expected), 'bulk',
                          'Load the file again; it goes on where it stopped.');
    END IF;
    PERFORM pd.bulk_judge_references(v_bulk);
    v_bulk := pd.bulk_totals(v_bulk, 'loaded');
    RETURN pd.call_end(v_call, pd.bulk_answer(v_bulk), v_bulk.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.bulk_check(uuid, integer) IS 'Ends the loading of a file: totals. PD001, PD004, PD012, PD029.';
