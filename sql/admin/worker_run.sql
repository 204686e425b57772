-- SPDX-License-Identifier: Apache-2.0
--
-- Runs one call of the next due job, in the order of their names after p_after and round again, so that none starves
-- the others.  The job's row is locked meanwhile: two workers never run one job at the same time.  A job that fails is
-- undone, recorded with its code and tried again later; it stops nobody.
--
-- One row: job NULL = none is due, wait_ms until one is; code not NULL = it failed; done = what the job answered, 0
-- means that it waits for its time now.  p_due_by: only what was due then, for a run that shall end.

CREATE OR REPLACE FUNCTION admin.worker_run(p_after text DEFAULT NULL, p_due_by timestamptz DEFAULT NULL)
RETURNS TABLE (job text, done integer, code text, sentence text, elapsed_ms bigint, wait_ms bigint, at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_began timestamptz := clock_timestamp();
    v_job pd.job;
    v_done integer;
    v_code text;
    v_error text;
BEGIN
    SELECT j.* INTO v_job
      FROM pd.job j
     WHERE j.is_enabled
       -- A last run in the future: the clock was set back, and nothing should wait for it.
       AND (j.next_run <= least(v_began, p_due_by) OR j.last_run > v_began + interval '1 minute')
     ORDER BY j.name > p_after DESC NULLS LAST, j.name
     LIMIT 1
       FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN QUERY SELECT NULL::text, NULL::integer, NULL::text, NULL::text, NULL::bigint, pd.job_wait_ms(v_began), v_began;
        RETURN;
    END IF;
    BEGIN
        v_done := pd.job_call(v_job.name, v_job.chunk);
    EXCEPTION WHEN query_canceled OR assert_failure OR OTHERS THEN
        v_code := SQLSTATE;
        v_error := SQLERRM;
        RAISE LOG 'paydesk job: job=% sqlstate=% error=%', v_job.name, v_code, v_error;
    END;
    PERFORM pd.job_ended(v_job, v_began, v_done, v_code, v_error);
    RETURN QUERY SELECT v_job.name, v_done, v_code, left(v_error, 500),
                        (extract(epoch FROM clock_timestamp() - v_began) * 1000)::bigint, 0::bigint, v_began;
END $$;
COMMENT ON FUNCTION admin.worker_run(text, timestamptz) IS
    'paydesk_worker: one call of the next due job after p_after; what it did, or how it failed, or how long to wait.';
