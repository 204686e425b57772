-- SPDX-License-Identifier: Apache-2.0
--
-- Pays cash into an account: the tellers drawer takes it.  Operation cash.deposit.
-- PD011 no drawer, PD012 to PD015, PD018 funds for the fee.

CREATE OR REPLACE FUNCTION api.cash_deposit(p_request uuid, p_account text, p_amount text, p_text text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('cash.deposit', p_request,
        jsonb_build_object('account', p_account, 'amount', p_amount, 'text', p_text));
    v_text text;
    v_legs pd.leg[];
    v_answer jsonb;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_text := pd.text_clean(p_text, 'text', 140);
    v_legs := pd.plan_cash_deposit(v_call.ledger, v_call.staff, p_account, p_amount);
    v_answer := pd.plan_post(v_call, v_legs, v_text, 'account', 'amount');
    RETURN pd.call_end(v_call, v_answer, v_answer ->> 'receipt');
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.cash_deposit(uuid, text, text, text) IS 'Cash in: receipt, amount, fee, new balances. PD011 no drawer, PD012 to PD015, PD018 funds for the fee.';
