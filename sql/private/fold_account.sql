-- SPDX-License-Identifier: Apache-2.0
--
-- Folds the next entries of a deferred account, up to the journal p_settled, into its balance, and keeps a folded balance
-- after every 250 of them and after the last.  Nobody but this writes the row, and no entry up to p_settled can still come.

CREATE OR REPLACE FUNCTION pd.fold_account(p_ledger smallint, p_account bigint, p_settled bigint, p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_version bigint;
    v_posted bigint;
    v_booked date;
    v_count integer;
BEGIN
    SELECT b.version, b.posted INTO STRICT v_version, v_posted
      FROM pd.balance b
     WHERE b.ledger = p_ledger AND b.account = p_account
       FOR NO KEY UPDATE;
    SELECT p.booked INTO v_booked
      FROM pd.balance_point p
     WHERE p.ledger = p_ledger AND p.account = p_account AND p.seq = v_version;
    WITH next AS MATERIALIZED (
        SELECT e.seq, v_posted + sum(e.amount) OVER w AS posted,
               greatest(v_booked, max(e.booked) OVER w) AS booked, row_number() OVER w AS place
          FROM (SELECT n.seq, n.amount, n.booked
                  FROM pd.entry n
                 WHERE n.ledger = p_ledger AND n.account = p_account AND n.seq > v_version AND n.seq < (p_settled + 1) * 1024
                 ORDER BY n.seq
                 LIMIT p_limit) e
        WINDOW w AS (ORDER BY e.seq)
    ), point AS (
        INSERT INTO pd.balance_point (ledger, account, seq, posted, booked)
        SELECT p_ledger, p_account, n.seq, n.posted, n.booked
          FROM next n
         WHERE n.place % 250 = 0 OR n.place = (SELECT count(*) FROM next)
    )
    UPDATE pd.balance b
       SET version = n.seq,
           posted = n.posted
      FROM (SELECT x.seq, x.posted, x.place FROM next x ORDER BY x.seq DESC LIMIT 1) n
     WHERE b.ledger = p_ledger AND b.account = p_account
    RETURNING n.place INTO v_count;
    RETURN coalesce(v_count, 0);
END $$;
COMMENT ON FUNCTION pd.fold_account(smallint, bigint, bigint, integer) IS 'Folds entries of a deferred account; how many.';
