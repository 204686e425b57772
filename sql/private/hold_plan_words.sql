-- SPDX-License-Identifier: Apache-2.0
--
-- The steps of a hold that are to come, in words: "275.00 USD on 2026-12-01".

CREATE OR REPLACE FUNCTION pd.hold_plan_words(p_hold pd.hold_state) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT coalesce(array_agg(format('%s on %s', pd.money_text(n.before - n.keeps, p_hold.currency),
                                     (n.at AT TIME ZONE l.time_zone)::date) ORDER BY n.at)
                        FILTER (WHERE n.keeps < n.before), '{}')
      FROM (SELECT s.at, s.keeps,
                   least(coalesce(lag(s.keeps) OVER (ORDER BY s.at), p_hold.remaining), p_hold.remaining) AS before
              FROM pd.hold_step s
             WHERE s.ledger = p_hold.ledger AND s.hold = p_hold.id AND s.at > clock_timestamp() AND p_hold.remaining > 0
               AND s.plan = (SELECT max(m.plan) FROM pd.hold_step m WHERE m.ledger = p_hold.ledger AND m.hold = p_hold.id)) n
      JOIN pd.ledger l ON l.id = p_hold.ledger);
END $$;
COMMENT ON FUNCTION pd.hold_plan_words(pd.hold_state) IS 'What a hold will release, and when, in words.';
