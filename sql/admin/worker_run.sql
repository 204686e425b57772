-- SPDX-License-Identifier: Apache-2.0
--
-- Runs one call of a due job.  The job's row is locked meanwhile: two workers never run one job at the same time, and who
-- comes second is told at once.  A job that fails is undone, recorded with its code and tried again later; it stops
-- nobody.
--
-- One row: ran = false when it is not due or with another worker; code not NULL = it failed; done = what the job answered,
-- 0 means that it waits for its time now.

CREATE OR REPLACE FUNCTION admin.worker_run(p_job text)
RETURNS TABLE (ran boolean, done integer, code text, sentence text, elapsed_ms bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_began timestamptz := clock_timestamp();
    v_job pd.job;
    v_done integer;
    v_code text;
    v_error text;
BEGIN
    SELECT j.* INTO v_job
      FROM pd.job j
     WHERE j.name = p_job AND pd.job_is_due(j, v_began, v_began)
       FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN QUERY SELECT false, NULL::integer, NULL::text, NULL::text, NULL::bigint;
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
    RETURN QUERY SELECT true, v_done, v_code, left(v_error, 500),
                        (extract(epoch FROM clock_timestamp() - v_began) * 1000)::bigint;
END $$;
COMMENT ON FUNCTION admin.worker_run(text) IS
    'paydesk_worker: one call of a job that is due; what it did, or how it failed.';
