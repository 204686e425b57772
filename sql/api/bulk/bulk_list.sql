-- SPDX-License-Identifier: Apache-2.0
--
-- Bulk files, newest first, a page at a time: p_before is the number of the last one of the page before.  p_state: one
-- of loading, loaded, accepted, posted, cancelled; NULL all.  Operation bulk.list.  PD001.

CREATE OR REPLACE FUNCTION api.bulk_list(p_state text DEFAULT NULL, p_before integer DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    bulk integer, state text, payer text, file text, execution_date date, lines integer, bad integer, amount_minor bigint,
    currency text, progress text, loaded_by text, loaded_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('bulk.list');
    v_limit integer := pd.page_limit(p_limit, 50);
BEGIN
    RETURN QUERY
    SELECT b.id, b.state, a.number, b.file, b.execution_date, b.lines, b.bad, b.amount, c.code, pd.bulk_progress(b), s.name,
           b.loaded_at
      FROM pd.bulk b
      JOIN pd.account a ON a.ledger = b.ledger AND a.id = b.payer
      JOIN pd.currency c ON c.number = b.currency
      JOIN pd.staff s ON s.id = b.loaded_by
     WHERE b.ledger = v_staff.ledger AND b.id < coalesce(p_before, 2147483647)
       AND (p_state IS NULL OR b.state = p_state)
     ORDER BY b.id DESC
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.bulk_list(text, integer, integer) IS 'Bulk files, newest first, a page at a time. PD001.';
