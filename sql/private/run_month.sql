-- SPDX-License-Identifier: Apache-2.0
--
-- The last day of the month that a form names by any of its days.  Only a month that is over can be posted.

CREATE OR REPLACE FUNCTION pd.run_month(p_ledger smallint, p_month date, p_field text) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_day date;
BEGIN
    IF p_month IS NULL OR p_month NOT BETWEEN date '1900-01-01' AND date '2999-12-31' THEN
        PERFORM pd.refuse('PD001', 'Give a day of the month.', p_field);
    END IF;
    v_day := (pd.interest_period_first('month', p_month) + interval '1 month')::date - 1;
    PERFORM FROM pd.ledger l WHERE l.id = p_ledger AND l.business_date > v_day;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD029', format('The month that ends on %s is not over.', v_day), p_field,
                          'Choose an earlier month, or come back when it is over.');
    END IF;
    RETURN v_day;
END $$;
COMMENT ON FUNCTION pd.run_month(smallint, date, text) IS 'Last day of a month that is over: PD001, PD029 on the field.';
