-- SPDX-License-Identifier: Apache-2.0
--
-- Posts the legs that a planner made for a call, and answers as every payment does: pd.plan_answer tells what p_subject
-- and p_drawer are.  A value date other than the business date was judged before, by pd.value_date_check.

CREATE OR REPLACE FUNCTION pd.plan_post(
    p_call pd.call, p_legs pd.leg[], p_text text, p_subject text, p_drawer text, p_value_date date DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_posted pd.posted := pd.post(p_call.ledger, p_call.operation, p_call.request, p_call.staff, p_call.business_date,
                                  coalesce(p_value_date, p_call.business_date), p_text, p_legs);
BEGIN
    -- Funds are judged before limits.
    PERFORM pd.limit_charge(p_call, p_legs);
    RETURN pd.plan_answer(p_call, p_legs, v_posted, p_subject, p_drawer);
END $$;
COMMENT ON FUNCTION pd.plan_post(pd.call, pd.leg[], text, text, text, date) IS
    'Posts planned legs and makes the answer; refuses as pd.post, and PD019.';
