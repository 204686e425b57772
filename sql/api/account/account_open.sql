-- SPDX-License-Identifier: Apache-2.0
--
-- Opens an account for a customer.  Operation account.open.
-- PD001 field, PD012 no customer, PD015 the product has another currency, PD029 the customer left.

CREATE OR REPLACE FUNCTION api.account_open(
    p_request uuid, p_customer text, p_product text, p_currency text, p_name text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('account.open', p_request,
        jsonb_build_object('customer', p_customer, 'product', p_product, 'currency', p_currency, 'name', p_name));
    v_customer pd.customer_person;
    v_product pd.product;
    v_currency smallint;
    v_name text;
    v_number text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_name := pd.text_clean(p_name, 'name', 70);
    v_currency := pd.currency_number(p_currency, 'currency');
    SELECT p.* INTO v_product FROM pd.product p WHERE p.code = p_product AND p.is_offered;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD001', 'This is not a product we offer.', 'product');
    END IF;
    v_customer := pd.customer_get(v_call.ledger, p_customer, 'customer');
    IF v_customer.status <> 'active' THEN
        PERFORM pd.refuse('PD029', format('Customer %s is no longer a customer.', v_customer.number), 'customer');
    END IF;
    IF v_product.currency <> v_currency THEN
        PERFORM pd.refuse('PD015', 'This product is kept in another currency.', 'currency');
    END IF;
    IF v_product.customer_kind <> v_customer.kind THEN
        PERFORM pd.refuse('PD001', format('This product is for a %s only.', v_product.customer_kind), 'product');
    END IF;
    v_name := coalesce(v_name, v_product.name);
    v_number := pd.account_number_next(v_call.ledger);
    PERFORM pd.account_add(v_call.ledger, v_number, v_customer.id, v_product.code, v_currency, v_name, v_call.business_date);
    RETURN pd.call_end(v_call, jsonb_build_object(
        'account', v_number, 'customer', v_customer.number, 'name', v_name, 'product', v_product.code,
        'currency', upper(p_currency), 'balance_minor', 0, 'opened', v_call.business_date), v_number);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.account_open(uuid, text, text, text, text) IS
    'Opens an account: its number. PD001, PD012 customer, PD015 product of another currency, PD029 customer closed.';
