-- SPDX-License-Identifier: Apache-2.0
--
-- The lines of a bulk in the order of the file, a page at a time: p_after is the number of the last line of the page
-- before.  p_filter: bad (found before acceptance), refused (when posted), posted, or all.  Operation bulk.lines.
-- PD001, PD012.

CREATE OR REPLACE FUNCTION api.bulk_lines(
    p_bulk integer, p_filter text DEFAULT NULL, p_after integer DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    number integer, line integer, state text, account text, name text, amount_minor bigint, currency text, text text,
    reference text, code text, field text, reason text, hint text, receipt text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_staff pd.staff := pd.caller('bulk.lines');
    v_limit integer := pd.page_limit(p_limit, 50);
    v_bulk pd.bulk := pd.bulk_get(v_staff.ledger, p_bulk, false);
    v_filter text := nullif(p_filter, 'all');
    v_places integer[];
BEGIN
    IF v_filter NOT IN ('bad', 'refused', 'posted') THEN
        PERFORM pd.refuse('PD001', 'Lines are all, bad, posted or refused.', 'filter');
    END IF;
    -- Faults are few: their own table finds a page of them without walking through the good lines.
    IF v_filter IN ('bad', 'refused') THEN
        SELECT array_agg(p.place) INTO v_places
          FROM (SELECT f.place
                  FROM pd.bulk_fault f
                  JOIN pd.bulk_line l ON l.ledger = f.ledger AND l.bulk = f.bulk AND l.place = f.place AND l.state = v_filter
                 WHERE f.ledger = v_bulk.ledger AND f.bulk = v_bulk.id AND f.place > coalesce(p_after, 0)
                 ORDER BY f.place
                 LIMIT v_limit) p;
    ELSE
        SELECT array_agg(p.place) INTO v_places
          FROM (SELECT l.place
                  FROM pd.bulk_line l
                 WHERE l.ledger = v_bulk.ledger AND l.bulk = v_bulk.id AND l.place > coalesce(p_after, 0)
                   AND (v_filter IS NULL OR l.state = v_filter)
                 ORDER BY l.place
                 LIMIT v_limit) p;
    END IF;
    RETURN QUERY
    SELECT l.place, l.line, l.state, l.given, l.name, l.amount, c.code, l.text, l.reference, f.code, f.field, f.sentence,
           f.hint, CASE WHEN l.journal IS NOT NULL THEN pd.receipt_number(l.ledger, l.journal) END
      FROM unnest(v_places) AS p(place)
      JOIN pd.bulk_line l ON l.ledger = v_bulk.ledger AND l.bulk = v_bulk.id AND l.place = p.place
      JOIN pd.currency c ON c.number = v_bulk.currency
      LEFT JOIN pd.bulk_fault f ON f.ledger = l.ledger AND f.bulk = l.bulk AND f.place = l.place
     ORDER BY l.place;
END $$;
COMMENT ON FUNCTION api.bulk_lines(integer, text, integer, integer) IS 'Lines of a bulk with their faults, a page at a time. PD001, PD012.';
