-- SPDX-License-Identifier: Apache-2.0
--
-- Begins to load a file of payments.  The terminal has read the file once: p_digest is its SHA-256, p_lines how many
-- payments it holds, p_message the MsgId of a pain.001, p_requested_date the day that it asks for.  The
-- lines follow by bulk_stage, in order, and bulk_check ends it.  Whoever began and was cut off gets the same bulk again,
-- and `lines` tells how far it came.  Operation bulk.load.
-- PD001, PD012 to PD014 payer; PD027 the same file or message was loaded before and p_again is not set.

CREATE OR REPLACE FUNCTION api.bulk_load(
    p_request uuid, p_payer text, p_file text, p_format text DEFAULT NULL, p_execution_date date DEFAULT NULL,
    p_again boolean DEFAULT NULL, p_requested_date date DEFAULT NULL, p_digest text DEFAULT NULL, p_message text DEFAULT NULL,
    p_lines integer DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('bulk.load', p_request,
        jsonb_build_object('payer', p_payer, 'file', p_file, 'format', p_format, 'execution_date', p_execution_date,
                           'again', p_again, 'requested_date', p_requested_date, 'digest', p_digest, 'message', p_message,
                           'lines', p_lines));
    v_payer pd.account_now;
    v_date date;
    v_bulk pd.bulk;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_payer := pd.account_customer_get(v_call.ledger, p_payer, 'payer');
    PERFORM pd.account_open_check(v_payer, 'payer');
    PERFORM pd.account_block_check(v_payer, 2, 'payer');
    -- A day that a file asks for may be past: then it is posted when somebody posts it.
    v_date := coalesce(p_execution_date, CASE WHEN p_requested_date > v_call.business_date THEN p_requested_date END);
    PERFORM pd.bulk_load_check(v_call, p_file, p_format, v_date, p_digest, p_message, p_lines);
    v_bulk := pd.bulk_known(v_call, v_payer.id, p_digest, p_message, v_date, p_again);
    IF v_bulk.id IS NULL THEN
        INSERT INTO pd.bulk (ledger, payer, currency, request, digest, file, format, message, execution_date, lines_expected,
                             loaded_by)
        VALUES (v_call.ledger, v_payer.id, v_payer.currency, p_request, p_digest, btrim(p_file), p_format, p_message,
                v_date, p_lines, v_call.staff)
        ON CONFLICT (ledger, payer, digest) WHERE state = 'loading' DO NOTHING
        RETURNING * INTO v_bulk;
        IF NOT FOUND THEN
            PERFORM pd.refuse('40001', 'The same file is being loaded on another connection.', NULL, 'Ask again.');
        END IF;
    END IF;
    RETURN pd.call_end(v_call, pd.bulk_answer(v_bulk) || jsonb_build_object('load_request', v_bulk.request), v_bulk.id::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.bulk_load(uuid, text, text, text, date, boolean, date, text, text, integer) IS
    'Begins to load a file of payments, or goes on with it. PD001, PD012 to PD014, PD027.';
