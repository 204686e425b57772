-- SPDX-License-Identifier: Apache-2.0
--
-- What was done with a hold, in words, oldest first: "2026-11-22 14:05 reduce 25.00 EUR by vera: paid in part".

CREATE OR REPLACE FUNCTION pd.hold_history(p_hold pd.hold_state) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT array_agg(concat_ws(' ', to_char(e.at AT TIME ZONE l.time_zone, 'YYYY-MM-DD HH24:MI'), e.what,
                               CASE WHEN e.amount > 0 THEN pd.money_text(e.amount, p_hold.currency) END,
                               'by ' || s.name,
                               CASE WHEN e.journal IS NOT NULL
                                    THEN format('(receipt %s)', pd.receipt_number(e.ledger, e.journal)) END)
                     || coalesce(': ' || translate(e.reason, E'\n', ' '), '') ORDER BY e.place)
      FROM pd.hold_event e
      JOIN pd.ledger l ON l.id = e.ledger
      LEFT JOIN pd.staff s ON s.id = e.staff
     WHERE e.ledger = p_hold.ledger AND e.hold = p_hold.id);
END $$;
COMMENT ON FUNCTION pd.hold_history(pd.hold_state) IS 'What was done with a hold, in words.';
