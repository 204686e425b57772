-- SPDX-License-Identifier: Apache-2.0
--
-- Puts the closing days of T2, the euro's settlement system, into a ledger's calendar, for these years.  For the host's
-- administrator; days that are there already keep their names.  How many were added.

CREATE OR REPLACE FUNCTION admin.calendar_target(p_ledger smallint, p_from_year integer, p_to_year integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_added integer := 0;
    v_holiday record;
BEGIN
    IF p_from_year < 2002 OR p_to_year - p_from_year NOT BETWEEN 0 AND 50 THEN
        PERFORM pd.refuse('PD001', 'Give years from 2002 on, at most fifty of them.', 'from_year');
    END IF;
    FOR v_holiday IN
        SELECT h.day, h.name FROM generate_series(p_from_year, p_to_year) AS y(year), pd.holiday_target(y.year) h
    LOOP
        INSERT INTO pd.holiday (ledger, day, name) VALUES (p_ledger, v_holiday.day, v_holiday.name) ON CONFLICT DO NOTHING;
        IF FOUND THEN
            v_added := v_added + 1;
            PERFORM pd.calendar_changed(p_ledger, v_holiday.day);
        END IF;
    END LOOP;
    PERFORM pd.event_write(NULL, p_ledger, 'admin.calendar_target', p_from_year || '-' || p_to_year, NULL, 'done');
    RETURN v_added;
END $$;
COMMENT ON FUNCTION admin.calendar_target(smallint, integer, integer) IS
    'Administrator: closing days of T2 in these years as holidays; how many were added. PD001.';
