-- SPDX-License-Identifier: Apache-2.0
--
-- Sets a rate when a bank or its demo is set up, by the host's superuser.  The same request id again does nothing and
-- answers as before.

CREATE OR REPLACE FUNCTION admin.opening_rate(
    p_request uuid, p_ledger smallint, p_currency text, p_per integer, p_buy text, p_sell text, p_hours integer DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_body jsonb := jsonb_build_object('ledger', p_ledger, 'currency', p_currency, 'per', p_per, 'buy', p_buy, 'sell', p_sell,
                                       'hours', p_hours);
    v_answer jsonb := pd.opening_answer(p_request, 'admin.opening_rate', v_body);
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    RETURN pd.opening_record(p_request, p_ledger, 0, 'admin.opening_rate', v_body,
        pd.rate_answer(pd.rate_write(p_ledger, NULL, p_request, p_currency, p_per, p_buy, p_sell, NULL, p_hours, true)));
END $$;
COMMENT ON FUNCTION admin.opening_rate(uuid, smallint, text, integer, text, text, integer) IS
    'Superuser: sets a rate, mid in the middle, once per request id. PD001, PD002.';
