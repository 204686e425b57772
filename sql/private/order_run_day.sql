-- SPDX-License-Identifier: Apache-2.0
--
-- The business date on which a due date is paid.  Rule skip keeps the day: whether it is a business day is asked then.

CREATE OR REPLACE FUNCTION pd.order_run_day(p_ledger smallint, p_due date, p_rule text) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE p_rule
               WHEN 'next' THEN pd.business_day_next(p_ledger, p_due)
               WHEN 'previous' THEN pd.business_day_before(p_ledger, p_due)
               ELSE p_due END;
END $$;
COMMENT ON FUNCTION pd.order_run_day(smallint, date, text) IS 'When a due date is paid, by the order''s business-day rule.';
