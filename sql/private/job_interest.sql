-- SPDX-License-Identifier: Apache-2.0
--
-- Posts the interest of the month that is over, p_limit accounts at a time: a job of the nightly worker.

CREATE OR REPLACE FUNCTION pd.job_interest(p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN pd.run_job('interest', p_limit);
END $$;
COMMENT ON FUNCTION pd.job_interest(integer) IS 'Posts the interest of the month that is over; 0: nothing left.';
