-- SPDX-License-Identifier: Apache-2.0
--
-- Whether a job's time has come.  A last run in the future means that the clock was set back: nothing waits for it.

CREATE OR REPLACE FUNCTION pd.job_is_due(p_job pd.job, p_due_by timestamptz, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN p_job.is_enabled AND (p_job.next_run <= p_due_by OR p_job.last_run > p_now + interval '1 minute');
END $$;
COMMENT ON FUNCTION pd.job_is_due(pd.job, timestamptz, timestamptz) IS 'Whether a job was due by p_due_by.';
