-- SPDX-License-Identifier: Apache-2.0
--
-- One of many payments that is not plain (see pd.post_many): its first result if its request id was answered before, else
-- posted or refused like a single one.  The accounts are locked by the caller.

CREATE OR REPLACE FUNCTION pd.post_many_one(p_place integer, p_call pd.call, p_legs pd.leg[], p_value_date date, p_text text)
RETURNS pd.many_done
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_known pd.request;
    v_posted pd.posted;
    v_field text;
    v_hint text;
BEGIN
    SELECT r.* INTO v_known FROM pd.request r WHERE r.id = p_call.request;
    IF FOUND THEN
        IF (v_known.ledger, v_known.staff, v_known.operation, v_known.body_hash)
           IS DISTINCT FROM (p_call.ledger, p_call.staff, p_call.operation, p_call.body_hash) THEN
            RETURN ROW(p_place, 'PD002', NULL, 'This request id was used for another request.', false)::pd.many_done;
        END IF;
        RETURN ROW(p_place, v_known.answer #>> '{refused,code}', v_known.answer ->> 'journal',
                   v_known.answer #>> '{refused,sentence}', true)::pd.many_done;
    END IF;
    BEGIN
        v_posted := pd.post(p_call.ledger, p_call.operation, p_call.request, p_call.staff, p_call.business_date, p_value_date,
                            p_text, p_legs);
        PERFORM pd.limit_charge(p_call, p_legs);
    EXCEPTION WHEN SQLSTATE 'PD000' THEN
        GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
        IF SQLSTATE > 'PD006' THEN
            PERFORM pd.call_refused(p_call, SQLSTATE, SQLERRM, v_field, v_hint);
        END IF;
        RETURN ROW(p_place, SQLSTATE, NULL, SQLERRM, false)::pd.many_done;
    END;
    PERFORM pd.call_record(p_call, 'done', pd.post_many_answer(p_call.ledger, p_call.request, v_posted.journal, v_posted.posted_at,
                                                               p_call.business_date));
    PERFORM pd.event_write(p_call.staff, p_call.ledger, p_call.operation, pd.receipt_number(p_call.ledger, v_posted.journal),
                           p_call.request, 'done');
    RETURN ROW(p_place, NULL, v_posted.journal, NULL, false)::pd.many_done;
END $$;
COMMENT ON FUNCTION pd.post_many_one(integer, pd.call, pd.leg[], date, text) IS 'Posts or refuses one of many payments by itself.';
