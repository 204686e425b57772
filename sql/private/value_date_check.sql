-- SPDX-License-Identifier: Apache-2.0
--
-- The value date that a posting will carry: the business date when none is given.  PD001 it is no day of ours, or lies in
-- the future (what is to happen later is scheduled, not posted); PD010 its period is closed; PD004 only a supervisor posts
-- with an earlier one.  pd.period_guard says PD010 once more whoever forgets to ask here.

CREATE OR REPLACE FUNCTION pd.value_date_check(
    p_ledger smallint, p_business_date date, p_value_date date, p_role text, p_field text)
RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_closed_until date;
BEGIN
    IF p_value_date IS NULL OR p_value_date = p_business_date THEN
        RETURN p_business_date;
    END IF;
    IF p_value_date > p_business_date THEN
        PERFORM pd.refuse('PD001', 'The value date lies in the future.', p_field, format('Today is %s.', p_business_date));
    END IF;
    IF p_role IS DISTINCT FROM 'supervisor' THEN
        PERFORM pd.refuse('PD004', 'Only a supervisor posts with an earlier value date.', p_field, 'Leave it empty for today.');
    END IF;
    IF p_value_date < p_business_date - 3660 THEN
        PERFORM pd.refuse('PD001', 'The value date lies more than ten years back.', p_field, format('Today is %s.', p_business_date));
    END IF;
    SELECT l.closed_until INTO STRICT v_closed_until FROM pd.ledger l WHERE l.id = p_ledger;
    IF p_value_date <= v_closed_until THEN
        PERFORM pd.refuse('PD010', format('The books are closed up to %s.', v_closed_until), p_field, 'Choose a later value date.');
    END IF;
    RETURN p_value_date;
END $$;
COMMENT ON FUNCTION pd.value_date_check(smallint, date, date, text, text) IS
    'Value date of a posting, never later than the business date: PD001, PD004, PD010 on the field.';
