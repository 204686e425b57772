-- SPDX-License-Identifier: Apache-2.0
--
-- Adds the next event of a hold.  The account's balance row is locked, so the numbers have no gap and no rival.

CREATE OR REPLACE FUNCTION pd.hold_event_write(
    p_ledger smallint, p_hold bigint, p_what text, p_amount bigint, p_remaining bigint, p_journal bigint, p_reason text,
    p_staff integer, p_request uuid)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO pd.hold_event (ledger, hold, place, what, amount, remaining, journal, reason, staff, request)
    SELECT p_ledger, p_hold, coalesce(max(e.place), 0) + 1, p_what, p_amount, p_remaining, p_journal, p_reason, p_staff, p_request
      FROM pd.hold_event e
     WHERE e.ledger = p_ledger AND e.hold = p_hold;
END $$;
COMMENT ON FUNCTION pd.hold_event_write(smallint, bigint, text, bigint, bigint, bigint, text, integer, uuid) IS
    'Adds the next event of a hold.';
