-- SPDX-License-Identifier: Apache-2.0
--
-- Which days are open, and who closed the others.  Operation period.view.

CREATE OR REPLACE FUNCTION api.period_view()
RETURNS TABLE (business_date date, closed_until date, closed_at timestamptz, closed_by text, reason text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('period.view');
BEGIN
    RETURN QUERY
    SELECT l.business_date, l.closed_until, p.at, s.name, p.reason
      FROM pd.ledger l
      LEFT JOIN pd.period_close p ON p.ledger = l.id AND p.until = l.closed_until
      LEFT JOIN pd.staff s ON s.id = p.staff
     WHERE l.id = v_staff.ledger;
END $$;
COMMENT ON FUNCTION api.period_view() IS 'Business date and closed periods of my branch.';
