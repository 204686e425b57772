-- SPDX-License-Identifier: Apache-2.0
--
-- What an operation of this amount would cost this account today, by the planner that charges it.  Operation fee.quote.

CREATE OR REPLACE FUNCTION api.fee_quote(p_operation text, p_account text, p_amount text)
RETURNS TABLE (
    operation text, account text, product text, amount_minor bigint, fee_minor bigint, tax_minor bigint, total_minor bigint,
    currency text, rule text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('fee.quote');
    v_account pd.account_now;
    v_minor bigint;
    v_row pd.fee;
    v_fee bigint;
    v_tax bigint;
BEGIN
    PERFORM pd.fee_operation_check(p_operation, 'operation');
    PERFORM pd.money_minor(p_amount, NULL, 'amount');
    v_account := pd.account_customer_get(v_staff.ledger, p_account, 'account');
    v_minor := pd.money_minor(p_amount, v_account.currency, 'amount');
    v_row := pd.fee_find(v_staff.ledger, p_operation, v_account.product, v_account.currency, v_minor);
    v_fee := coalesce(pd.fee_amount(v_row, v_minor), 0);
    v_tax := coalesce(pd.fee_tax(v_row, v_fee), 0);
    RETURN QUERY
    SELECT p_operation, v_account.number, v_account.product, v_minor, v_fee, v_tax, v_fee + v_tax, c.code, pd.fee_rule_text(v_row)
      FROM pd.currency c
     WHERE c.number = v_account.currency;
END $$;
COMMENT ON FUNCTION api.fee_quote(text, text, text) IS 'Fee, tax, total and the rule they come from. PD001, PD012, PD015.';
