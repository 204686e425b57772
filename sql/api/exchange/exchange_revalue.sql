-- SPDX-License-Identifier: Apache-2.0
--
-- Brings all positions to their value at mid, once per business date.  Operation exchange.revalue.
-- One transaction: what was interrupted has not happened, and is simply done again.
-- PD027 done already today, PD035 a position without a valid rate.

CREATE OR REPLACE FUNCTION api.exchange_revalue(p_request uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('exchange.revalue', p_request, '{}');
    v_legs pd.leg[];
    v_answer jsonb;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    -- Two at once: the second waits here for the first.
    INSERT INTO pd.revaluation (ledger, business_date, staff, request)
    VALUES (v_call.ledger, v_call.business_date, v_call.staff, v_call.request)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD027', format('The positions of %s were revalued already.', v_call.business_date), NULL,
                          'The next business day has the next revaluation.');
    END IF;
    INSERT INTO pd.revaluation_line (ledger, business_date, currency, rate, position_minor, book_minor, value_minor)
    SELECT v_call.ledger, v_call.business_date, p.currency, (p.rate).number, p.position_minor, p.book_minor, p.value_minor
      FROM pd.exchange_positions(v_call.ledger) p
     WHERE p.value_minor IS NOT NULL;
    v_legs := pd.plan_exchange_revalue(v_call.ledger);
    v_answer := jsonb_build_object('receipt', NULL, 'posted_at', clock_timestamp(), 'business_date', v_call.business_date);
    IF v_legs <> '{}' THEN
        v_answer := v_answer || (pd.plan_post(v_call, v_legs, 'Revaluation of currency positions', NULL, NULL)
                                 - '{amount_minor,fee_minor,balance_minor}'::text[]);
    END IF;
    RETURN pd.call_end(v_call, v_answer || pd.exchange_revalue_sum(v_call.ledger, v_legs), v_answer ->> 'receipt');
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.exchange_revalue(uuid) IS 'Day-end revaluation: receipt, gain, loss. PD027 done already, PD035.';
