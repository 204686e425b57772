-- SPDX-License-Identifier: Apache-2.0
--
-- The holidays of this branch from a day on (today's business date), a page at a time: p_after is the last day of the page
-- before.  Operation calendar.list.

CREATE OR REPLACE FUNCTION api.calendar_list(p_from date DEFAULT NULL, p_after date DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (day date, weekday text, name text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('calendar.list');
    v_limit integer := pd.page_limit(p_limit, 50);
    v_from date := coalesce(p_from, (SELECT l.business_date FROM pd.ledger l WHERE l.id = v_staff.ledger));
BEGIN
    RETURN QUERY
    SELECT h.day, ('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[])[extract(isodow FROM h.day)], h.name
      FROM pd.holiday h
     WHERE h.ledger = v_staff.ledger AND h.day >= v_from AND h.day > coalesce(p_after, '-infinity')
     ORDER BY h.day
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.calendar_list(date, date, integer) IS 'Holidays from a day on, a page at a time. PD001.';
