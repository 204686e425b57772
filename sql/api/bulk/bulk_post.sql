-- SPDX-License-Identifier: Apache-2.0
--
-- Posts the next lines of an accepted bulk, p_limit at most (2000 unless told), and says how far it came; whoever asks
-- calls again until `finished`.  Each call is one transaction: what it posted stays posted, whatever happens to the next.
-- Operation bulk.post.  PD012; PD029 not accepted or not due; PD013, PD014 payer; PD018 funds.

CREATE OR REPLACE FUNCTION api.bulk_post(p_request uuid, p_bulk integer, p_limit integer DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('bulk.post', p_request, jsonb_build_object('bulk', p_bulk, 'limit', p_limit));
    v_bulk pd.bulk;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    IF p_limit NOT BETWEEN 1 AND 5000 THEN
        PERFORM pd.refuse('PD001', 'One call posts 1 to 5000 lines.', 'limit');
    END IF;
    v_bulk := pd.bulk_get(v_call.ledger, p_bulk, true);
    IF v_bulk.state <> 'posted' THEN
        PERFORM pd.bulk_due_check(v_bulk, v_call.business_date);
        v_bulk := pd.bulk_post(v_bulk, v_call.business_date, p_request, coalesce(p_limit, 2000));
    END IF;
    RETURN pd.call_end(v_call, pd.bulk_answer(v_bulk), v_bulk.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.bulk_post(uuid, integer, integer) IS
    'Posts the next lines of an accepted bulk. PD001, PD012 to PD014, PD018, PD029.';
