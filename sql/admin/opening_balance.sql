-- SPDX-License-Identifier: Apache-2.0
--
-- Brings money that came from another bank onto a customer's account, when a bank or its demo is set up, by the host's
-- superuser: the settlement bank owes it to us, we owe it to the customer.
-- The same request id again does nothing and answers as before.

CREATE OR REPLACE FUNCTION admin.opening_balance(
    p_request uuid, p_ledger smallint, p_account text, p_amount_minor bigint, p_text text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_body jsonb := jsonb_build_object('ledger', p_ledger, 'account', p_account, 'amount_minor', p_amount_minor, 'text', p_text);
    v_answer jsonb := pd.opening_answer(p_request, 'admin.opening_balance', v_body);
    v_account pd.account_now;
    v_text text;
    v_date date;
    v_posted pd.posted;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    IF coalesce(p_amount_minor, 0) <= 0 THEN
        PERFORM pd.refuse('PD001', 'The amount must be more than zero.', 'amount_minor');
    END IF;
    v_text := pd.text_clean(p_text, 'text', 140);
    v_account := pd.account_customer_get(p_ledger, p_account, 'account');
    SELECT l.business_date INTO STRICT v_date FROM pd.ledger l WHERE l.id = p_ledger;
    v_posted := pd.post(p_ledger, 'admin.opening_balance', p_request, NULL, v_date, v_date,
        coalesce(v_text, 'Opening balance'), ARRAY[
            ROW(pd.internal_account(p_ledger, '1100', v_account.currency), -p_amount_minor, 'principal', 'amount_minor'),
            ROW(v_account.id, p_amount_minor, 'principal', 'account')]::pd.leg[]);
    RETURN pd.opening_record(p_request, p_ledger, 0, 'admin.opening_balance', v_body, jsonb_build_object(
        'receipt', pd.receipt_number(p_ledger, v_posted.journal), 'account', v_account.number,
        'balance_minor', v_posted.balances[2]));
END $$;
COMMENT ON FUNCTION admin.opening_balance(uuid, smallint, text, bigint, text) IS
    'Superuser: opening balance of a customer''s account, once per request id. PD001, PD002, PD012 to PD014.';
