-- SPDX-License-Identifier: Apache-2.0
--
-- The next lines of a file that is being loaded; p_first is the place of the first of them.  Lines that are there
-- already are not taken again, so that whoever was cut off may simply send them once more.  p_rows: see pd.bulk_stage.
-- Operation bulk.load.  PD001, PD004, PD012, PD029.

CREATE OR REPLACE FUNCTION api.bulk_stage(p_request uuid, p_bulk integer, p_first integer, p_rows text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('bulk.load', p_request,
        jsonb_build_object('bulk', p_bulk, 'first', p_first, 'rows', encode(sha256(convert_to(p_rows, 'UTF8')), 'hex')));
    v_bulk pd.bulk;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_bulk := pd.bulk_loading_get(v_call, p_bulk);
    IF p_first IS NULL OR p_first NOT BETWEEN 1 AND v_bulk.lines + 1 THEN
        PERFORM pd.refuse('PD001', format('The next line is %s.', v_bulk.lines + 1), 'first');
    END IF;
    IF p_first = v_bulk.lines + 1 THEN
        v_bulk := pd.bulk_stage(v_bulk, p_rows);
    END IF;
    RETURN pd.call_end(v_call, jsonb_build_object('bulk', v_bulk.id, 'lines', v_bulk.lines), v_bulk.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.bulk_stage(uuid, integer, integer, text) IS 'Takes the next lines of a file. PD001, PD004, PD012, PD029.';
