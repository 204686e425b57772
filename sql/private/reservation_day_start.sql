-- SPDX-License-Identifier: Apache-2.0
--
-- The moment that a day begins at the branch.  Whatever time zone the caller's session speaks of has no say in it.

CREATE OR REPLACE FUNCTION pd.day_start(p_ledger smallint, p_day date) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT p_day::timestamp AT TIME ZONE l.time_zone FROM pd.ledger l WHERE l.id = p_ledger);
END $$;
COMMENT ON FUNCTION pd.day_start(smallint, date) IS 'When a day begins at the branch.';
