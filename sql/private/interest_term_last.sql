-- SPDX-License-Identifier: Apache-2.0
--
-- The term that rules how interest accrued up to a day is posted: the one in force on it, else the newest that had
-- begun, since what was accrued under a term that has ended is posted too.

CREATE OR REPLACE FUNCTION pd.interest_term_last(p_product text, p_currency smallint, p_side text, p_day date)
RETURNS SETOF pd.interest_term
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT t.*
      FROM pd.interest_term t
     WHERE t.product = p_product AND t.currency = p_currency AND t.side = p_side AND t.valid_from <= p_day
     ORDER BY coalesce(t.valid_to < p_day, false), t.id DESC
     LIMIT 1;
END $$;
COMMENT ON FUNCTION pd.interest_term_last(text, smallint, text, date) IS 'The interest term to post by on a day, or no row.';
