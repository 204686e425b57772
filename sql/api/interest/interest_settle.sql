-- SPDX-License-Identifier: Apache-2.0
--
-- Posts the interest of one account now, up to the day before the business date: before it is closed, for instance.
-- Operation interest.settle.

CREATE OR REPLACE FUNCTION api.interest_settle(p_request uuid, p_account text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('interest.settle', p_request, jsonb_build_object('account', p_account));
    v_account pd.account_now;
    v_answer jsonb;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_account := pd.account_customer_get(v_call.ledger, p_account, 'account');
    PERFORM pd.account_open_check(v_account, 'account');
    IF pd.interest_settle(v_call.ledger, v_account.id, 'interest.settle', v_call.staff) = 0 THEN
        PERFORM pd.interest_settle_refuse(v_account);
    END IF;
    SELECT jsonb_build_object('account', v_account.number, 'receipt', pd.receipt_number(p.ledger, p.journal), 'day', p.day,
                              'credit_minor', p.credit_minor, 'tax_minor', p.tax_minor, 'debit_minor', p.debit_minor,
                              'balance_minor', b.posted, 'currency', c.code)
      INTO STRICT v_answer
      FROM pd.interest_posting p
      JOIN pd.balance b ON b.ledger = p.ledger AND b.account = p.account
      JOIN pd.currency c ON c.number = b.currency
     WHERE p.ledger = v_call.ledger AND p.account = v_account.id
     ORDER BY p.day DESC, p.round DESC
     LIMIT 1;
    RETURN pd.call_end(v_call, v_answer, v_account.number);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.interest_settle(uuid, text) IS
    'Posts the interest of an account now. PD001, PD012, PD013, PD029 nothing to post.';
