-- SPDX-License-Identifier: Apache-2.0
--
-- Finds customers by number, telephone or the beginning of a name, a page at a time: p_after is the number of the last
-- customer of the page before.  Operation customer.find.

CREATE OR REPLACE FUNCTION api.customer_find(p_query text, p_after text DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    number text, name text, kind text, born date, city text, phone text, accounts integer, status text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('customer.find');
    v_limit integer := pd.page_limit(p_limit, 20);
    v_query text := pd.text_clean(p_query, 'query', 70);
    v_after bigint := 0;
BEGIN
    IF v_query IS NULL THEN
        PERFORM pd.refuse('PD001', 'Say whom to look for.', 'query');
    END IF;
    IF p_after IS NOT NULL THEN
        v_after := (pd.customer_get(v_staff.ledger, p_after, 'after')).id;
    END IF;
    RETURN QUERY
    SELECT c.number, c.name, c.kind, c.born, c.city, c.phone,
           (SELECT count(*)::integer FROM pd.holder h WHERE h.ledger = c.ledger AND h.customer = c.id), c.status
      FROM pd.customer_search(v_staff.ledger, v_query, v_after, v_limit) WITH ORDINALITY AS s(customer, place)
      JOIN pd.customer_person c ON c.ledger = v_staff.ledger AND c.id = s.customer
     ORDER BY s.place;
END $$;
COMMENT ON FUNCTION api.customer_find(text, text, integer) IS 'Customers that a query means, a page at a time. PD001, PD012.';
