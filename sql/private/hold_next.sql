-- SPDX-License-Identifier: Apache-2.0
--
-- When the next step of a hold's plan comes; NULL when there is none.

CREATE OR REPLACE FUNCTION pd.hold_next(p_ledger smallint, p_hold bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT min(s.at)
      FROM pd.hold_step s
     WHERE s.ledger = p_ledger AND s.hold = p_hold AND s.at > clock_timestamp()
       AND s.plan = (SELECT max(m.plan) FROM pd.hold_step m WHERE m.ledger = p_ledger AND m.hold = p_hold));
END $$;
COMMENT ON FUNCTION pd.hold_next(smallint, bigint) IS 'When a hold shrinks next by itself.';
