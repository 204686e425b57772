-- SPDX-License-Identifier: Apache-2.0
--
-- A hold in one line, for the account's view: "12: legal, 300.00 EUR, until 2026-12-01".

CREATE OR REPLACE FUNCTION pd.hold_line(p_hold pd.hold_state) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN format('%s: %s, %s', p_hold.id, p_hold.kind, pd.money_text(p_hold.remaining, p_hold.currency))
        || coalesce((SELECT format(', until %s', (p_hold.ends_at AT TIME ZONE l.time_zone)::date)
                       FROM pd.ledger l
                      WHERE l.id = p_hold.ledger AND p_hold.ends_at IS NOT NULL), '');
END $$;
COMMENT ON FUNCTION pd.hold_line(pd.hold_state) IS 'A hold in one line.';
