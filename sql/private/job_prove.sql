-- SPDX-License-Identifier: Apache-2.0
--
-- The worker's job prove: proves the books once a night and keeps what was found.  A check that fails is told to the
-- server's log, too, and is an event: somebody must look at it before the day begins.

CREATE OR REPLACE FUNCTION pd.job_prove(p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_at timestamptz := clock_timestamp();
    v_bad bigint;
BEGIN
    INSERT INTO pd.proof (at, check_name, bad, example)
    SELECT v_at, p.check_name, p.bad, p.example
      FROM pd.prove() p;
    SELECT sum(p.bad) INTO v_bad FROM pd.proof p WHERE p.at = v_at;
    IF v_bad > 0 THEN
        PERFORM pd.event_write(NULL, NULL, 'ledger.prove', NULL, NULL, 'failed', jsonb_build_object('bad', v_bad));
    END IF;
    RETURN 0;
END $$;
COMMENT ON FUNCTION pd.job_prove(integer) IS 'Job prove: proves the books and keeps the result; p_limit is not used, a proof is whole.';
