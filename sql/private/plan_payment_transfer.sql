-- SPDX-License-Identifier: Apache-2.0
--
-- Between two customers' accounts; the payer pays the fee, if any.

CREATE OR REPLACE FUNCTION pd.plan_payment_transfer(p_ledger smallint, p_from text, p_to text, p_amount text) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_from pd.account_now;
    v_to pd.account_now;
    v_minor bigint;
BEGIN
    PERFORM pd.money_minor(p_amount, NULL, 'amount');
    v_from := pd.account_customer_get(p_ledger, p_from, 'from');
    v_to := pd.account_customer_get(p_ledger, p_to, 'to');
    IF v_from.id = v_to.id THEN
        PERFORM pd.refuse('PD001', 'The two accounts are the same.', 'to');
    END IF;
    v_minor := pd.plan_amount(p_amount, v_from, 'from', v_to, 'to', v_from);
    RETURN ARRAY[ROW(v_from.id, -v_minor, 'principal', 'from'),
                 ROW(v_to.id, v_minor, 'principal', 'to')]::pd.leg[]
           || pd.plan_fee('payment.transfer', v_from, v_minor, 'from');
END $$;
COMMENT ON FUNCTION pd.plan_payment_transfer(smallint, text, text, text) IS 'Legs of payment.transfer: PD001, PD012 to PD015.';
