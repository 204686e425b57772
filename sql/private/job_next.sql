-- SPDX-License-Identifier: Apache-2.0
--
-- When a job runs again after there was nothing left to do: after its pause, or at its time of day.

CREATE OR REPLACE FUNCTION pd.job_next(p_job pd.job, p_now timestamptz) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_today timestamptz;
BEGIN
    IF p_job.at_time IS NULL THEN
        RETURN p_now + p_job.every;
    END IF;
    v_today := ((p_now AT TIME ZONE 'UTC')::date + p_job.at_time) AT TIME ZONE 'UTC';
    RETURN CASE WHEN v_today > p_now THEN v_today ELSE v_today + interval '24 hours' END;
END $$;
COMMENT ON FUNCTION pd.job_next(pd.job, timestamptz) IS 'The next run of a job that found nothing to do.';
