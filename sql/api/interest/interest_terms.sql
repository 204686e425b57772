-- SPDX-License-Identifier: Apache-2.0
--
-- The interest terms, newest first within a product; in_force tells which rule today.  Operation interest.terms.

CREATE OR REPLACE FUNCTION api.interest_terms(p_product text DEFAULT NULL, p_before integer DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    id bigint, product text, currency text, side text, rates text, banding text, day_count text, withholding text,
    frequency text, valid_from date, valid_to date, in_force boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('interest.terms');
    v_limit integer := pd.page_limit(p_limit, 100);
    v_date date;
BEGIN
    IF p_before <= 0 THEN
        PERFORM pd.refuse('PD001', 'Give the number of a term.', 'before');
    END IF;
    IF p_product IS NOT NULL THEN
        PERFORM pd.product_get(p_product, 'product');
    END IF;
    SELECT l.business_date INTO STRICT v_date FROM pd.ledger l WHERE l.id = v_staff.ledger;
    RETURN QUERY
    SELECT t.id, t.product, c.code, t.side, pd.interest_rate_text(t.band_from, t.rate, t.currency), t.banding, t.day_count,
           trim_scale(round(t.withholding / 100.0, 2)) || ' %', t.frequency, t.valid_from, t.valid_to,
           t.id IS NOT DISTINCT FROM (SELECT f.id FROM pd.interest_term_at(t.product, t.currency, t.side, v_date) f)
      FROM pd.interest_term t
      JOIN pd.currency c ON c.number = t.currency
     WHERE (p_product IS NULL OR t.product = p_product) AND (p_before IS NULL OR t.id < p_before)
     ORDER BY t.id DESC
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.interest_terms(text, integer, integer) IS 'Interest terms. PD001, PD004.';
