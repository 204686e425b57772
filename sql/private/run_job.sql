-- SPDX-License-Identifier: Apache-2.0
--
-- One chunk of the first branch whose run of this kind is not done yet: how many accounts it looked at, 0 when nothing
-- is left.  Accruals are due up to the day before the business date; interest and statement fees for the last month
-- that is over.

CREATE OR REPLACE FUNCTION pd.run_job(p_kind text, p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_ledger record;
    v_run pd.run;
    v_done integer;
BEGIN
    FOR v_ledger IN
        SELECT l.id, CASE WHEN p_kind = 'accrual' THEN l.business_date - 1
                          ELSE pd.interest_period_first('month', l.business_date) - 1 END AS day
          FROM pd.ledger l
         ORDER BY l.id
    LOOP
        LOOP
            v_run := pd.run_open(v_ledger.id, p_kind, v_ledger.day);
            EXIT WHEN v_run.state = 'done';
            v_done := v_run.done;
            v_run := pd.run_chunk(v_run.id, p_limit, NULL);
            IF v_run.done > v_done THEN
                RETURN v_run.done - v_done;
            END IF;
        END LOOP;
    END LOOP;
    RETURN 0;
END $$;
COMMENT ON FUNCTION pd.run_job(text, integer) IS 'A chunk of whatever run of a kind is due; 0: nothing left.';
