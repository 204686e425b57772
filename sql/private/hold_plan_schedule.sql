-- SPDX-License-Identifier: Apache-2.0
--
-- The plan of a cheque hold by the schedule of its kind of cheque in pd.hold_schedule: each part is free so many business
-- days after the ledger's business date.  PD001 no such schedule.

CREATE OR REPLACE FUNCTION pd.hold_plan_schedule(p_ledger smallint, p_schedule text, p_currency smallint, p_minor bigint)
RETURNS pd.hold_step[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_part record;
    v_left bigint := p_minor;
    v_plan pd.hold_step[] := '{}';
BEGIN
    FOR v_part IN
        SELECT s.up_to_minor, pd.day_start(p_ledger, pd.hold_business_day(p_ledger, l.business_date, s.business_days)) AS at
          FROM pd.hold_schedule s
          JOIN pd.ledger l ON l.id = p_ledger
         WHERE s.schedule = p_schedule
           AND s.currency = (SELECT max(m.currency) FROM pd.hold_schedule m
                              WHERE m.schedule = p_schedule AND m.currency IN (0, p_currency))
         ORDER BY s.part
    LOOP
        v_left := greatest(v_left - coalesce(v_part.up_to_minor, v_left), 0);
        v_plan := v_plan || ROW(NULL, NULL, NULL, v_part.at, v_left)::pd.hold_step;
        EXIT WHEN v_left = 0;
    END LOOP;
    IF cardinality(v_plan) = 0 THEN
        PERFORM pd.refuse('PD001', format('Choose one of %s.',
            (SELECT string_agg(DISTINCT s.schedule, ', ') FROM pd.hold_schedule s)), 'cheque');
    END IF;
    RETURN v_plan;
END $$;
COMMENT ON FUNCTION pd.hold_plan_schedule(smallint, text, smallint, bigint) IS
    'Steps of a cheque hold by schedule. PD001 on cheque.';
