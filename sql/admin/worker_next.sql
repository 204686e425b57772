-- SPDX-License-Identifier: Apache-2.0
--
-- The next due job that no other worker has in hand, in the order of their names after p_after and round again, so that
-- none starves the others, not even one that kills the connection it runs on.  One row: job NULL = none is due, wait_ms
-- until one is.  p_due_by: only what was due then, for a run that shall end.

CREATE OR REPLACE FUNCTION admin.worker_next(p_after text DEFAULT NULL, p_due_by timestamptz DEFAULT NULL)
RETURNS TABLE (job text, wait_ms bigint, at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_now timestamptz := clock_timestamp();
    v_job text;
BEGIN
    SELECT j.name INTO v_job
      FROM pd.job j
     WHERE pd.job_is_due(j, least(v_now, p_due_by), v_now)
     ORDER BY j.name > p_after DESC NULLS LAST, j.name
     LIMIT 1
       FOR NO KEY UPDATE SKIP LOCKED;
    RETURN QUERY SELECT v_job, CASE WHEN v_job IS NULL THEN pd.job_wait_ms(v_now) ELSE 0 END, v_now;
END $$;
COMMENT ON FUNCTION admin.worker_next(text, timestamptz) IS
    'paydesk_worker: the next due job after p_after, or how long to wait for one.';
