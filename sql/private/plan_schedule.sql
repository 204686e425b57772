-- SPDX-License-Identifier: Apache-2.0
--
-- An order of one payment on a later day, judged but not kept.

CREATE OR REPLACE FUNCTION pd.plan_schedule(
    p_ledger smallint, p_from text, p_to text, p_amount text, p_day date, p_text text, p_day_rule text)
RETURNS pd.standing_order
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_today date := (SELECT l.business_date FROM pd.ledger l WHERE l.id = p_ledger);
BEGIN
    IF p_day IS NULL OR p_day <= v_today OR p_day > v_today + 36600 THEN
        PERFORM pd.refuse('PD001', format('A later day is one after today''s business date, %s, and within a hundred years.', v_today), 'day',
                          'For today: payment.transfer.');
    ELSIF p_day_rule = 'skip' THEN
        PERFORM pd.refuse('PD001', 'One payment cannot be left out: the rule is next, previous or any.', 'day_rule');
    END IF;
    RETURN pd.plan_order(p_ledger, v_today, p_from, p_to, p_amount, p_text, p_day, NULL, NULL, NULL, p_day_rule, false);
END $$;
COMMENT ON FUNCTION pd.plan_schedule(smallint, text, text, text, date, text, text) IS
    'One payment on a later day, judged but not kept. PD001, PD012 to PD015.';
