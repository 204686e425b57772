-- SPDX-License-Identifier: Apache-2.0
--
-- Sets the rate of a currency; it ends the last one at once and holds for so many hours.  Operation exchange.rate_set.
-- PD001 figures and their order, PD019 far from the last rate and not confirmed.

CREATE OR REPLACE FUNCTION api.exchange_rate_set(
    p_request uuid, p_currency text, p_buy text, p_sell text, p_mid text DEFAULT NULL, p_per integer DEFAULT NULL,
    p_hours integer DEFAULT NULL, p_far_from_last boolean DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('exchange.rate_set', p_request,
        jsonb_build_object('currency', p_currency, 'buy', p_buy, 'sell', p_sell, 'mid', p_mid, 'per', p_per,
                           'hours', p_hours, 'far_from_last', p_far_from_last));
    v_answer jsonb;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_answer := pd.rate_answer(pd.rate_write(v_call.ledger, v_call.staff, v_call.request, p_currency, p_per, p_buy, p_sell, p_mid,
                                             p_hours, p_far_from_last));
    RETURN pd.call_end(v_call, v_answer, v_answer ->> 'rate');
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.exchange_rate_set(uuid, text, text, text, text, integer, integer, boolean) IS
    'Sets a rate: its name, prices, spread, until when. PD001, PD019.';
