-- SPDX-License-Identifier: Apache-2.0
--
-- The nearest business day in a direction (1 forward, -1 backward), the day itself if it is one.  A calendar without any
-- within a year is a mistake of whoever keeps it: PD029.

CREATE OR REPLACE FUNCTION pd.business_day(p_ledger smallint, p_day date, p_step integer) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    FOR v_days IN 0..366 LOOP
        IF pd.is_business_day(p_ledger, p_day + p_step * v_days) THEN
            RETURN p_day + p_step * v_days;
        END IF;
    END LOOP;
    PERFORM pd.refuse('PD029', format('The calendar has no business day within a year of %s.', p_day), NULL,
                      'Look at calendar.list.');
    RETURN NULL;
END $$;
COMMENT ON FUNCTION pd.business_day(smallint, date, integer) IS 'The nearest business day in a direction, the day itself included. PD029.';
