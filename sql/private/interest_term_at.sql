-- SPDX-License-Identifier: Apache-2.0
--
-- The term in force on a day: the newest that covers it, so that a limited offer lies over the standing term and ends
-- by itself.  No row: none.

CREATE OR REPLACE FUNCTION pd.interest_term_at(p_product text, p_currency smallint, p_side text, p_day date)
RETURNS SETOF pd.interest_term
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT t.*
      FROM pd.interest_term t
     WHERE t.product = p_product AND t.currency = p_currency AND t.side = p_side
       AND t.valid_from <= p_day AND (t.valid_to IS NULL OR t.valid_to >= p_day)
     ORDER BY t.id DESC
     LIMIT 1;
END $$;
COMMENT ON FUNCTION pd.interest_term_at(text, smallint, text, date) IS 'The interest term in force on a day, or no row.';
