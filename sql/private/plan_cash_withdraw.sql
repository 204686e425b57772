-- SPDX-License-Identifier: Apache-2.0
--
-- Cash out: the customer's account is debited, the drawer pays it (credit), then the fee, if any.  The drawer
-- is the teller's in the account's currency.

CREATE OR REPLACE FUNCTION pd.plan_cash_withdraw(p_ledger smallint, p_staff integer, p_account text, p_amount text) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_drawer pd.account_now;
    v_account pd.account_now;
    v_minor bigint;
BEGIN
    PERFORM pd.money_minor(p_amount, NULL, 'amount');
    v_drawer := pd.drawer_get(p_ledger, p_staff);
    v_account := pd.account_customer_get(p_ledger, p_account, 'account');
    IF v_drawer.currency <> v_account.currency THEN
        v_drawer := pd.drawer_get(p_ledger, p_staff, v_account.currency, 'account');
    END IF;
    v_minor := pd.plan_amount(p_amount, v_account, 'account', v_drawer, 'amount', v_account);
    RETURN ARRAY[ROW(v_account.id, -v_minor, 'principal', 'account'),
                 ROW(v_drawer.id, v_minor, 'principal', 'amount')]::pd.leg[]
           || pd.plan_fee('cash.withdraw', v_account, v_minor, 'account');
END $$;
COMMENT ON FUNCTION pd.plan_cash_withdraw(smallint, integer, text, text) IS 'Legs of cash.withdraw: PD001, PD011 to PD015.';
