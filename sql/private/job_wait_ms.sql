-- SPDX-License-Identifier: Apache-2.0
--
-- How long until a job is due.  One that is due and was not given out is with another worker: then a second is short enough.

CREATE OR REPLACE FUNCTION pd.job_wait_ms(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_next timestamptz;
BEGIN
    SELECT min(j.next_run) INTO v_next FROM pd.job j WHERE j.is_enabled;
    RETURN CASE WHEN v_next > p_now THEN ceil(extract(epoch FROM v_next - p_now) * 1000) ELSE 1000 END;
END $$;
COMMENT ON FUNCTION pd.job_wait_ms(timestamptz) IS 'Milliseconds until the next job is due; never 0.';
