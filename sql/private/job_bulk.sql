-- SPDX-License-Identifier: Apache-2.0
--
-- The worker's share of bulk payments: files with an execution date that has come, and files that a terminal began to
-- post and left a minute ago.  A file that was accepted without a date and never begun waits for a person.  Posts up to
-- p_limit lines of one file, in the caller's transaction, and returns how many lines it dealt with; 0: nothing is left
-- to do now.  A file that cannot go on (payer blocked, funds) is noted and tried again after a quarter of an hour.

CREATE OR REPLACE FUNCTION pd.job_bulk(p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_before pd.bulk;
    v_after pd.bulk;
    v_business_date date;
BEGIN
    LOOP
        SELECT b.* INTO v_before
          FROM pd.bulk b
          JOIN pd.ledger g ON g.id = b.ledger
         WHERE b.state = 'accepted'
           AND (b.execution_date <= g.business_date
                OR (b.execution_date IS NULL AND b.posted + b.refused > 0
                    AND b.touched_at < clock_timestamp() - interval '1 minute'))
           AND (b.hindrance IS NULL OR b.touched_at < clock_timestamp() - interval '15 minutes')
         ORDER BY b.execution_date, b.id
         LIMIT 1
           FOR NO KEY UPDATE OF b SKIP LOCKED;
        IF NOT FOUND THEN
            RETURN 0;
        END IF;
        SELECT g.business_date INTO v_business_date FROM pd.ledger g WHERE g.id = v_before.ledger;
        BEGIN
            v_after := pd.bulk_post(v_before, v_business_date, NULL, least(greatest(p_limit, 1), 5000));
            RETURN greatest(v_after.posted + v_after.refused - v_before.posted - v_before.refused, 1);
        EXCEPTION WHEN SQLSTATE 'PD000' THEN
            UPDATE pd.bulk b
               SET hindrance = SQLERRM,
                   touched_at = clock_timestamp()
             WHERE b.ledger = v_before.ledger AND b.id = v_before.id;
        END;
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.job_bulk(integer) IS 'Posts lines of bulk files that are due or were left behind; returns how many.';
