-- SPDX-License-Identifier: Apache-2.0
--
-- A bulk: who loaded and accepted it, counts, sums, how far it is.  Operation bulk.view.  PD012.

CREATE OR REPLACE FUNCTION api.bulk_view(p_bulk integer)
RETURNS TABLE (
    bulk integer, state text, payer text, payer_name text, file text, format text, message text, execution_date date,
    lines integer, good integer, bad integer, amount_minor bigint, fee_minor bigint, posted integer, refused_lines integer,
    posted_amount_minor bigint, currency text, progress text, hindrance text,
    loaded_by text, loaded_at timestamptz, accepted_by text, accepted_at timestamptz, digest text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('bulk.view');
    v_bulk pd.bulk := pd.bulk_get(v_staff.ledger, p_bulk, false);
BEGIN
    RETURN QUERY
    SELECT v_bulk.id, v_bulk.state, a.number, coalesce(h.name, a.name), v_bulk.file, v_bulk.format, v_bulk.message,
           v_bulk.execution_date, v_bulk.lines, v_bulk.lines - v_bulk.bad, v_bulk.bad, v_bulk.amount, v_bulk.fee, v_bulk.posted,
           v_bulk.refused, v_bulk.posted_amount, c.code, pd.bulk_progress(v_bulk), v_bulk.hindrance,
           (SELECT s.name FROM pd.staff s WHERE s.id = v_bulk.loaded_by), v_bulk.loaded_at,
           (SELECT s.name FROM pd.staff s WHERE s.id = v_bulk.accepted_by), v_bulk.accepted_at, v_bulk.digest
      FROM pd.account a
      JOIN pd.currency c ON c.number = v_bulk.currency
      LEFT JOIN pd.customer_person h ON h.ledger = a.ledger AND h.id = a.customer
     WHERE a.ledger = v_bulk.ledger AND a.id = v_bulk.payer;
END $$;
COMMENT ON FUNCTION api.bulk_view(integer) IS 'A bulk with its counts and sums. PD012.';
