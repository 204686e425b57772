-- SPDX-License-Identifier: Apache-2.0
--
-- Calls pd.job_<name>(p_limit).  The name comes from pd.job, where a check keeps it to small letters.  What loses a
-- race for locks is tried again here, its own work undone.

CREATE OR REPLACE FUNCTION pd.job_call(p_name text, p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_tries CONSTANT integer := 5;
    v_done integer;
    v_try integer := 0;
BEGIN
    LOOP
        v_try := v_try + 1;
        BEGIN
            EXECUTE format('SELECT pd.%I($1)', 'job_' || p_name) INTO v_done USING p_limit;
            RETURN coalesce(v_done, 0);
        EXCEPTION WHEN serialization_failure OR deadlock_detected THEN
            IF v_try >= c_tries THEN
                RAISE;
            END IF;
        END;
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.job_call(text, integer) IS 'Runs a job of pd.job once; how many things it did.';
