-- SPDX-License-Identifier: Apache-2.0
--
-- Gives a bulk up before anything of it was posted, and sets its funds free.  Operation bulk.cancel.  PD012, PD029.

CREATE OR REPLACE FUNCTION api.bulk_cancel(p_request uuid, p_bulk integer) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('bulk.cancel', p_request, jsonb_build_object('bulk', p_bulk));
    v_bulk pd.bulk;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_bulk := pd.bulk_get(v_call.ledger, p_bulk, true);
    IF v_bulk.state NOT IN ('loading', 'loaded', 'accepted') THEN
        PERFORM pd.refuse('PD029', format('Bulk %s is %s.', v_bulk.id, v_bulk.state), 'bulk');
    END IF;
    IF v_bulk.posted + v_bulk.refused > 0 THEN
        PERFORM pd.refuse('PD029', format('%s lines of bulk %s are posted.', v_bulk.posted, v_bulk.id), 'bulk',
                          'Post the rest; single payments can be reversed.');
    END IF;
    PERFORM pd.bulk_give_back(v_call, v_bulk);
    UPDATE pd.bulk b
       SET state = 'cancelled',
           touched_at = clock_timestamp()
     WHERE b.ledger = v_bulk.ledger AND b.id = v_bulk.id
    RETURNING b.* INTO v_bulk;
    RETURN pd.call_end(v_call, pd.bulk_answer(v_bulk), v_bulk.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.bulk_cancel(uuid, integer) IS 'Gives a bulk up before it is posted. PD012, PD029.';
