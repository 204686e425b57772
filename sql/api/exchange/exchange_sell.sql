-- SPDX-License-Identifier: Apache-2.0
--
-- Sells foreign currency to a customer, for cash or account to account.  Operation exchange.sell.
-- PD011 no drawer of that currency, PD012 to PD015, PD017 drawer short, PD018 funds, PD027 the rate has changed, PD035 no rate.

CREATE OR REPLACE FUNCTION api.exchange_sell(
    p_request uuid, p_currency text, p_amount text, p_from text DEFAULT NULL, p_to text DEFAULT NULL,
    p_against text DEFAULT NULL, p_rate text DEFAULT NULL, p_text text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('exchange.sell', p_request,
        jsonb_build_object('currency', p_currency, 'amount', p_amount, 'from', p_from, 'to', p_to, 'against', p_against,
                           'rate', p_rate, 'text', p_text));
    v_text text;
    v_answer jsonb;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_text := pd.text_clean(p_text, 'text', 140);
    v_answer := pd.exchange_post(v_call, pd.plan_exchange(v_call.ledger, v_call.staff, v_call.operation, p_currency, p_amount,
                                                          p_from, p_to, p_against, p_rate), v_text);
    RETURN pd.call_end(v_call, v_answer, v_answer ->> 'receipt');
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.exchange_sell(uuid, text, text, text, text, text, text, text) IS
    'Sells foreign currency to a customer, for cash or account to account. PD011 to PD015, PD017, PD018, PD027, PD035.';
