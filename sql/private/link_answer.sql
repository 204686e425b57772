-- SPDX-License-Identifier: Apache-2.0
--
-- The answer of a posting that is linked to an earlier one: that of every payment, about the first customer's account,
-- and with the balance of the drawer when cash of the same currency moved.

CREATE OR REPLACE FUNCTION pd.link_answer(p_call pd.call, p_legs pd.leg[], p_posted pd.posted) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_subject pd.account := pd.legs_subject(p_call.ledger, p_legs);
    v_legs pd.leg[];
BEGIN
    SELECT array_agg(ROW(l.account, l.amount, l.what, CASE WHEN l.account = v_subject.id THEN 'subject'
                         WHEN a.kind = 'drawer' AND a.currency = v_subject.currency THEN 'drawer' END)::pd.leg ORDER BY l.place)
      INTO STRICT v_legs
      FROM unnest(p_legs) WITH ORDINALITY AS l(account, amount, what, field, place)
      JOIN pd.account a ON a.ledger = p_call.ledger AND a.id = l.account;
    RETURN pd.plan_answer(p_call, v_legs, p_posted, 'subject', 'drawer') || jsonb_build_object(
        'account', v_subject.number,
        'amount_minor', (SELECT abs(l.amount) FROM unnest(v_legs) AS l WHERE l.field = 'subject' LIMIT 1));
END $$;
COMMENT ON FUNCTION pd.link_answer(pd.call, pd.leg[], pd.posted) IS 'Answer of a reversal, correction or waiver.';
