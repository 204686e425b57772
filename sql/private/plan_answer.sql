-- SPDX-License-Identifier: Apache-2.0
--
-- The answer of every payment, made from its legs and what pd.post did with them.  The first leg with the field
-- p_subject is on the customer's account whose balance the answer tells, the first with p_drawer (NULL for none) on the
-- drawer.  Whoever needs the journal's id between posting and answering calls pd.post and this one instead of pd.plan_post.

CREATE OR REPLACE FUNCTION pd.plan_answer(
    p_call pd.call, p_legs pd.leg[], p_posted pd.posted, p_subject text, p_drawer text)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_leg pd.leg;
    v_place integer := 0;
    v_fee bigint := 0;
    v_subject bigint;
    v_drawer bigint;
    v_subject_balance bigint;
    v_drawer_balance bigint;
    v_answer jsonb;
BEGIN
    FOREACH v_leg IN ARRAY p_legs LOOP
        v_place := v_place + 1;
        IF v_leg.field = p_subject THEN
            v_subject := coalesce(v_subject, v_leg.account);
        ELSIF v_leg.field = p_drawer THEN
            v_drawer := coalesce(v_drawer, v_leg.account);
        END IF;
        -- The last leg of an account tells its balance.  Cash is a debit balance.
        IF v_leg.account = v_subject THEN
            v_subject_balance := p_posted.balances[v_place];
        ELSIF v_leg.account = v_drawer THEN
            v_drawer_balance := -p_posted.balances[v_place];
        END IF;
        IF v_leg.amount > 0 AND v_leg.what IN ('fee', 'tax') THEN
            v_fee := v_fee + v_leg.amount;
        END IF;
    END LOOP;
    v_answer := jsonb_build_object(
        'receipt', pd.receipt_number(p_call.ledger, p_posted.journal),
        'posted_at', p_posted.posted_at,
        'business_date', p_call.business_date,
        'amount_minor', abs(p_legs[1].amount),
        'fee_minor', v_fee,
        'currency', (SELECT c.code
                       FROM pd.balance b
                       JOIN pd.currency c ON c.number = b.currency
                      WHERE b.ledger = p_call.ledger AND b.account = v_subject),
        'balance_minor', v_subject_balance);
    IF v_drawer IS NOT NULL THEN
        v_answer := v_answer || jsonb_build_object('drawer_balance_minor', v_drawer_balance);
    END IF;
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.plan_answer(pd.call, pd.leg[], pd.posted, text, text) IS
    'The answer of a payment: receipt, time, amount, fee, balance of the subject, and of the drawer.';
