-- SPDX-License-Identifier: Apache-2.0
--
-- Accepts a loaded file: its lines are judged once more, the payer's funds for all of it are kept, and from now on it may
-- be posted.  Operation bulk.accept.  PD012; PD029 not loaded; PD036 bad lines; PD037 by the one who loaded it; PD013,
-- PD014 payer; PD018 funds; PD019 a limit.

CREATE OR REPLACE FUNCTION api.bulk_accept(p_request uuid, p_bulk integer, p_skip_bad boolean DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('bulk.accept', p_request, jsonb_build_object('bulk', p_bulk, 'skip_bad', p_skip_bad));
    v_bulk pd.bulk;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_bulk := pd.bulk_accept(v_call, pd.bulk_get(v_call.ledger, p_bulk, true), p_skip_bad);
    RETURN pd.call_end(v_call, pd.bulk_answer(v_bulk), v_bulk.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.bulk_accept(uuid, integer, boolean) IS
    'Accepts a loaded file and keeps its funds. PD012 to PD014, PD018, PD019, PD029, PD036, PD037.';
