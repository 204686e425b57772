-- SPDX-License-Identifier: Apache-2.0
--
-- Renames an account or sets how far it may be overdrawn; what is left out stays.  Operation account.change.
-- PD001 field, PD012 no account, PD013 closed, PD015 currency, PD018 the overdraft is in use, PD019 more than the product allows.

CREATE OR REPLACE FUNCTION api.account_change(
    p_request uuid, p_account text, p_name text DEFAULT NULL, p_overdraft text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('account.change', p_request,
        jsonb_build_object('account', p_account, 'name', p_name, 'overdraft', p_overdraft));
    v_account pd.account_now;
    v_name text;
    v_overdraft bigint;
    v_limit bigint;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_name := pd.text_clean(p_name, 'name', 70);
    IF v_name IS NULL AND p_overdraft IS NULL THEN
        PERFORM pd.refuse('PD001', 'Give a new name or a new overdraft.', 'name');
    END IF;
    v_account := pd.account_customer_get(v_call.ledger, p_account, 'account');
    -- None at all is the one amount that money_minor does not take.
    v_overdraft := CASE WHEN p_overdraft ~ '^0{1,16}([.]0{1,4})?$' THEN 0
                        WHEN p_overdraft IS NOT NULL THEN pd.money_minor(p_overdraft, v_account.currency, 'overdraft') END;
    PERFORM pd.account_open_check(v_account, 'account');
    SELECT p.overdraft_limit INTO STRICT v_limit FROM pd.product p WHERE p.code = v_account.product;
    IF v_overdraft > v_limit THEN
        PERFORM pd.refuse('PD019', format('This product may have an overdraft of %s at most.',
                          pd.money_text(v_limit, v_account.currency)), 'overdraft');
    END IF;
    IF v_overdraft IS NOT NULL THEN
        -- What is in use cannot be taken away.
        PERFORM pd.reservation_settle(v_call.ledger, v_account.id);
        UPDATE pd.balance b
           SET overdraft = v_overdraft
         WHERE b.ledger = v_call.ledger AND b.account = v_account.id
           AND (v_overdraft >= b.overdraft OR b.posted + v_overdraft - b.pending - b.held >= 0);
        IF NOT FOUND THEN
            PERFORM pd.refuse('PD018', format('Account %s uses more of its overdraft than that.', v_account.number), 'overdraft');
        END IF;
    END IF;
    UPDATE pd.account a
       SET name = coalesce(v_name, a.name)
     WHERE a.ledger = v_call.ledger AND a.id = v_account.id;
    RETURN pd.call_end(v_call, jsonb_build_object(
        'account', v_account.number, 'name', coalesce(v_name, v_account.name),
        'overdraft_minor', coalesce(v_overdraft, v_account.overdraft),
        'currency', (SELECT c.code FROM pd.currency c WHERE c.number = v_account.currency)), v_account.number);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.account_change(uuid, text, text, text) IS
    'Renames an account or sets its overdraft. PD001, PD012, PD013, PD015, PD018 in use, PD019 above the product.';
