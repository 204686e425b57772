-- SPDX-License-Identifier: Apache-2.0
--
-- Says why a batch cannot be posted, or returns when it can.  The account rows are locked and not yet changed.  A
-- deferred account is within half of the limit with what is folded.
-- The order of the reasons is that of pd.post_judge; among equals the first journal is named.

CREATE OR REPLACE FUNCTION pd.post_batch_judge(
    p_ledger smallint, p_journal integer[], p_account bigint[], p_amount bigint[])
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    c_limit CONSTANT bigint := 4611686018427387904;
    v_bad record;
BEGIN
    WITH leg AS MATERIALIZED (
        SELECT l.journal, l.account, l.amount, l.place, b.account IS NOT NULL AS found, b.flags, b.side, b.currency,
               b.posted, b.overdraft - b.pending - b.held AS slack
          FROM unnest(p_journal, p_account, p_amount) WITH ORDINALITY AS l(journal, account, amount, place)
          LEFT JOIN pd.balance b ON b.ledger = p_ledger AND b.account = l.account
    ), exempt AS (
        SELECT DISTINCT o.account
          FROM leg o
         WHERE o.journal IN (SELECT i.journal FROM leg i WHERE i.flags & 16 <> 0)
    ), reason AS (
        SELECT leg.journal, leg.account,
               CASE WHEN NOT leg.found THEN 2
                    WHEN leg.flags & 8 <> 0 THEN 3
                    WHEN leg.flags & 16 = 0
                     AND (leg.flags & 2 <> 0 AND leg.amount * leg.side < 0
                          OR leg.flags & 4 <> 0 AND leg.amount * leg.side > 0) THEN 4
               END AS code
          FROM leg
         WHERE NOT leg.found OR leg.flags & 14 <> 0
        UNION ALL
        SELECT leg.journal, (array_agg(leg.account ORDER BY leg.place DESC))[1],
               CASE WHEN leg.journal IN (SELECT o.journal FROM leg o GROUP BY o.journal HAVING count(DISTINCT o.currency) > 1)
                    THEN 5 ELSE 8 END
          FROM leg
         WHERE leg.found
         GROUP BY leg.journal, leg.currency
        HAVING sum(leg.amount) <> 0
        UNION ALL
        SELECT min(r.journal), r.account, 1
          FROM (SELECT leg.journal, leg.account,
                       CASE WHEN leg.flags & 32 <> 0 THEN abs(leg.posted::numeric) * 2
                            ELSE abs(leg.posted + sum(leg.amount) OVER (PARTITION BY leg.account ORDER BY leg.journal, leg.place))
                       END AS size
                  FROM leg
                 WHERE leg.found) r
         WHERE r.size > c_limit
         GROUP BY r.account
        UNION ALL
        SELECT max(leg.journal), leg.account, CASE WHEN leg.side = 1 THEN 7 ELSE 6 END
          FROM leg
         WHERE leg.flags & 1 <> 0
           AND leg.account NOT IN (SELECT e.account FROM exempt e)
         GROUP BY leg.account, leg.side, leg.posted, leg.slack
        HAVING sum(leg.amount) * leg.side < 0
           AND (leg.posted + sum(leg.amount)) * leg.side + leg.slack < 0
    )
    SELECT r.journal, r.code, a.number INTO v_bad
      FROM reason r
      LEFT JOIN pd.account a ON a.ledger = p_ledger AND a.id = r.account
     WHERE r.code IS NOT NULL
     ORDER BY r.code, r.journal
     LIMIT 1;
    IF FOUND THEN
        PERFORM pd.refuse(
            (ARRAY['PD001', 'PD012', 'PD013', 'PD014', 'PD015', 'PD017', 'PD018', 'PD028'])[v_bad.code],
            format((ARRAY['Journal %s: the amount is too large for account %s.',
                          'Journal %s names an account that does not exist.',
                          'Journal %s: account %s is closed.',
                          'Journal %s: account %s is blocked.',
                          'Journal %s: account %s is kept in another currency.',
                          'Journal %s: there is not enough cash on %s.',
                          'Journal %s: account %s has not enough money.',
                          'Journal %s does not sum to zero.'])[v_bad.code], v_bad.journal, v_bad.number),
            format('journal[%s]', v_bad.journal));
    END IF;
END $$;
COMMENT ON FUNCTION pd.post_batch_judge(smallint, integer[], bigint[], bigint[]) IS
    'Refuses a batch that cannot be posted, in the fixed order of reasons; returns when it can.';
