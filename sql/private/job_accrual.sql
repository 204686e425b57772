-- SPDX-License-Identifier: Apache-2.0
--
-- Accrues interest up to the day before the business date, p_limit accounts at a time: a job of the nightly worker.

CREATE OR REPLACE FUNCTION pd.job_accrual(p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN pd.run_job('accrual', p_limit);
END $$;
COMMENT ON FUNCTION pd.job_accrual(integer) IS 'Accrues interest up to the day before the business date; 0: nothing left.';
