-- SPDX-License-Identifier: Apache-2.0
--
-- Charges the statement fees of the month that is over, p_limit accounts at a time: a job of the nightly worker.

CREATE OR REPLACE FUNCTION pd.job_statement_fee(p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN pd.run_job('statement_fee', p_limit);
END $$;
COMMENT ON FUNCTION pd.job_statement_fee(integer) IS 'Charges the statement fees of the month that is over; 0: nothing left.';
