-- SPDX-License-Identifier: Apache-2.0
--
-- Writes down how a call of a job ended.  One that did something stays due; one that found nothing waits for its time;
-- one that failed waits longer with each failure, from one second to a quarter of an hour.

CREATE OR REPLACE FUNCTION pd.job_ended(p_job pd.job, p_began timestamptz, p_done integer, p_code text, p_error text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_now timestamptz := clock_timestamp();
BEGIN
    UPDATE pd.job j
       SET next_run = CASE WHEN p_code IS NOT NULL
                           THEN v_now + least(interval '1 second' * (1 << least(p_job.failures, 10)), interval '15 minutes')
                           WHEN p_done = 0 THEN pd.job_next(p_job, v_now)
                           ELSE p_job.next_run END,
           last_run = v_now,
           last_result = p_done,
           last_ms = extract(epoch FROM v_now - p_began) * 1000,
           failures = CASE WHEN p_code IS NULL THEN 0 ELSE p_job.failures + 1 END,
           failed_at = CASE WHEN p_code IS NULL THEN j.failed_at ELSE v_now END,
           last_code = CASE WHEN p_code IS NULL THEN j.last_code ELSE p_code END,
           last_error = CASE WHEN p_code IS NULL THEN j.last_error ELSE left(p_error, 500) END
     WHERE j.name = p_job.name;
END $$;
COMMENT ON FUNCTION pd.job_ended(pd.job, timestamptz, integer, text, text) IS 'Records a call of a job and when it runs again.';
