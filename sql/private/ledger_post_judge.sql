-- SPDX-License-Identifier: Apache-2.0
--
-- Says why these legs cannot be posted, or returns when they can: for previews, and for pd.post after a try that changed
-- nothing.  The rules are those of pd.post and pd.post_legs, which say nothing but no.  Of deferred accounts only what
-- is folded is looked at, and that within half of the limit.
-- The reasons are tried in one fixed order over all legs, so that the same mistake always gets the same code:
-- too large, not found, closed, blocked, currency, drawer short, funds, unbalanced.

CREATE OR REPLACE FUNCTION pd.post_judge(p_ledger smallint, p_legs pd.leg[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_limit CONSTANT bigint := 4611686018427387904;
    v_bad record;
BEGIN
    PERFORM pd.legs_check(p_legs);
    WITH leg AS (
        SELECT l.place, l.account, l.amount, l.field,
               sum(l.amount) OVER (PARTITION BY l.account) AS total,
               sum(l.amount) OVER (PARTITION BY l.account ORDER BY l.place) AS running
          FROM unnest(p_legs) WITH ORDINALITY AS l(account, amount, what, field, place)
    ), seen AS (
        SELECT leg.place, leg.amount, leg.field, leg.total, a.number, a.kind, b.flags, b.side, b.currency,
               a.id IS NOT NULL AND b.account IS NOT NULL AS found,
               b.posted AS before, leg.running,
               b.overdraft - CASE WHEN b.pending <> 0 THEN pd.pending_now(p_ledger, b.account) ELSE 0 END
                           - CASE WHEN b.held <> 0 THEN pd.held_now(p_ledger, b.account) ELSE 0 END AS slack,
               first_value(b.currency) OVER (ORDER BY leg.place) AS first_currency,
               sum(leg.amount) OVER (PARTITION BY b.currency) AS currency_sum
          FROM leg
          LEFT JOIN pd.account a ON a.ledger = p_ledger AND a.id = leg.account
          LEFT JOIN pd.balance b ON b.ledger = p_ledger AND b.account = leg.account
    ), judged AS (
        SELECT seen.place, seen.field, seen.number, seen.kind, seen.amount, seen.side, seen.currency, seen.first_currency,
               seen.flags, -seen.total * seen.side AS needed,
               seen.before * seen.side + seen.slack AS available,
               CASE WHEN NOT seen.found THEN 2
                    WHEN CASE WHEN seen.flags & 32 <> 0 THEN abs(seen.before) > c_limit / 2
                              ELSE abs(seen.before + seen.running) > c_limit END THEN 1
                    WHEN seen.flags & 8 <> 0 THEN 3
                    WHEN seen.flags & 16 <> 0
                      OR seen.flags & 2 <> 0 AND seen.amount * seen.side < 0
                      OR seen.flags & 4 <> 0 AND seen.amount * seen.side > 0 THEN 4
                    WHEN seen.currency_sum <> 0 AND seen.currency <> seen.first_currency THEN 5
                    WHEN seen.flags & 1 <> 0 AND seen.total * seen.side < 0 AND seen.amount * seen.side < 0
                     AND (seen.before + seen.total) * seen.side + seen.slack < 0
                    THEN CASE seen.kind WHEN 'customer' THEN 7 ELSE 6 END
                    WHEN seen.currency_sum <> 0 THEN 8
               END AS reason
          FROM seen
    )
    SELECT j.field, j.number, j.kind, j.amount * j.side < 0 AS is_outgoing, j.currency, j.first_currency, j.flags,
           j.needed::bigint AS needed, j.available::bigint AS available, j.reason
      INTO v_bad
      FROM judged j
     WHERE j.reason IS NOT NULL
     ORDER BY j.reason, j.place
     LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    CASE v_bad.reason
    WHEN 1 THEN
        PERFORM pd.refuse('PD001', format('The amount is too large for account %s.', v_bad.number), v_bad.field);
    WHEN 2 THEN
        PERFORM pd.refuse('PD012', 'There is no such account.', v_bad.field);
    WHEN 3 THEN
        PERFORM pd.refuse('PD013', format('Account %s is closed.', v_bad.number), v_bad.field);
    WHEN 4 THEN
        PERFORM pd.refuse('PD014', format('Account %s %s.', v_bad.number,
            CASE WHEN v_bad.flags & 16 <> 0 THEN 'is still being moved in'
                 WHEN v_bad.is_outgoing THEN 'is blocked: no money may go out'
                 ELSE 'is blocked: no money may come in' END), v_bad.field);
    WHEN 5 THEN
        PERFORM pd.refuse('PD015', format('Account %s is kept in %s, not in %s.', v_bad.number,
            (SELECT c.code FROM pd.currency c WHERE c.number = v_bad.currency),
            (SELECT c.code FROM pd.currency c WHERE c.number = v_bad.first_currency)), v_bad.field);
    WHEN 6 THEN
        PERFORM pd.refuse('PD017', format('%s holds %s; %s is needed.', v_bad.number,
            pd.money_text(v_bad.available, v_bad.currency), pd.money_text(v_bad.needed, v_bad.currency)), v_bad.field,
            'Get cash from the vault first.');
    WHEN 7 THEN
        PERFORM pd.refuse('PD018', format('Account %s has %s available; %s is needed.', v_bad.number,
            pd.money_text(v_bad.available, v_bad.currency), pd.money_text(v_bad.needed, v_bad.currency)), v_bad.field);
    WHEN 8 THEN
        PERFORM pd.refuse('PD028', 'The legs do not sum to zero.', v_bad.field);
    END CASE;
END $$;
COMMENT ON FUNCTION pd.post_judge(smallint, pd.leg[]) IS
    'Refuses legs that cannot be posted, in the fixed order of reasons; returns when they can.';
