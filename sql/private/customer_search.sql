-- SPDX-License-Identifier: Apache-2.0
--
-- Customers that a query means, in the order of a list, after the one with the id p_after (0: from the beginning).
-- Only digits: the customer number, then telephone numbers that begin with them.  Anything else: names that begin with
-- it, first as "family given" or business name, then as "given family".  The first section that a customer is found in
-- is his place, so nobody comes twice; the place of the last row is found again from his id.
-- Each section is a walk along an index in collation "C" that stops when the page is full.

CREATE OR REPLACE FUNCTION pd.customer_search(p_ledger smallint, p_query text, p_after bigint, p_limit integer)
RETURNS TABLE (customer bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Greater than any text that begins with the key: no name has this character.
    c_last CONSTANT text := chr(1114111);
    v_key text := pd.search_key(p_query);
    v_digits text := regexp_replace(p_query, '[+() -]', '', 'g');
    v_is_number boolean := v_digits ~ '^[0-9]+$';
    v_after pd.customer_person;
    v_section integer := 0;
    v_left integer := p_limit;
    v_rows integer;
BEGIN
    IF p_after > 0 THEN
        SELECT c.* INTO STRICT v_after FROM pd.customer_person c WHERE c.ledger = p_ledger AND c.id = p_after;
        v_section := CASE WHEN v_is_number AND v_after.number = v_digits THEN 1
                          WHEN v_is_number THEN 2
                          WHEN starts_with(v_after.search_name, v_key) THEN 3
                          ELSE 4 END;
    END IF;

    IF v_is_number THEN
        IF v_section = 0 THEN
            RETURN QUERY SELECT c.id FROM pd.customer c WHERE c.ledger = p_ledger AND c.number = v_digits;
            GET DIAGNOSTICS v_rows = ROW_COUNT;
            v_left := v_left - v_rows;
        END IF;
        RETURN QUERY
        SELECT c.id
          FROM pd.customer_person c
         WHERE c.ledger = p_ledger AND c.phone >= v_digits AND c.phone < v_digits || c_last
           AND (v_section < 2 OR (c.phone, c.id) > (v_after.phone, p_after))
           AND c.number <> v_digits
         ORDER BY c.phone, c.id
         LIMIT v_left;
        RETURN;
    END IF;

    IF v_section < 4 THEN
        RETURN QUERY
        SELECT c.id
          FROM pd.customer_person c
         WHERE c.ledger = p_ledger AND c.search_name >= v_key AND c.search_name < v_key || c_last
           AND (v_section < 3 OR (c.search_name, c.id) > (v_after.search_name, p_after))
         ORDER BY c.search_name, c.id
         LIMIT v_left;
        GET DIAGNOSTICS v_rows = ROW_COUNT;
        v_left := v_left - v_rows;
    END IF;
    RETURN QUERY
    SELECT c.id
      FROM pd.customer_person c
     WHERE c.ledger = p_ledger AND c.search_full >= v_key AND c.search_full < v_key || c_last
       AND NOT starts_with(c.search_name, v_key)
       AND (v_section < 4 OR (c.search_full, c.id) > (v_after.search_full, p_after))
     ORDER BY c.search_full, c.id
     LIMIT v_left;
END $$;
COMMENT ON FUNCTION pd.customer_search(smallint, text, bigint, integer) IS 'Ids of the customers that a query means, in list order.';
