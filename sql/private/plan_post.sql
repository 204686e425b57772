-- SPDX-License-Identifier: Apache-2.0
--
-- Posts the legs that a planner made for a call, and answers as every payment does.  p_subject names the form's field of
-- the customer's account whose balance the answer tells; a drawer among the legs is told too.

CREATE OR REPLACE FUNCTION pd.plan_post(p_call pd.call, p_legs pd.leg[], p_text text, p_subject text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_posted pd.posted;
    v_answer jsonb;
BEGIN
    v_posted := pd.post(p_call.ledger, p_call.operation, p_call.request, p_call.staff, p_call.business_date, p_call.business_date,
                        p_text, p_legs);
    SELECT jsonb_build_object(
               'receipt', pd.receipt_number(p_call.ledger, v_posted.journal),
               'posted_at', v_posted.posted_at,
               'business_date', p_call.business_date,
               'amount_minor', abs(p_legs[1].amount),
               'fee_minor', pd.legs_fee(p_legs),
               'currency', min(c.code) FILTER (WHERE l.place = 1),
               'balance_minor', (array_agg(a.side * l.balance ORDER BY l.place DESC)
                                 FILTER (WHERE l.field = p_subject AND a.kind = 'customer'))[1])
           || coalesce((jsonb_agg(jsonb_build_object('drawer_balance_minor', a.side * l.balance))
                        FILTER (WHERE a.kind = 'drawer')) -> 0, '{}')
      INTO v_answer
      FROM (SELECT u.account, u.field, u.place, v_posted.balances[u.place] AS balance
              FROM unnest(p_legs) WITH ORDINALITY AS u(account, amount, what, field, place)) l
      JOIN pd.account a ON a.ledger = p_call.ledger AND a.id = l.account
      JOIN pd.currency c ON c.number = a.currency;
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.plan_post(pd.call, pd.leg[], text, text) IS 'Posts planned legs and makes the answer; refuses as pd.post.';
