-- SPDX-License-Identifier: Apache-2.0
--
-- Posts a journal of any number of legs, accounts and currencies when every rule lets it; otherwise changes nothing and
-- answers NULL.  Several legs on one account become several entries with
-- running balances of their own; its floor looks at their sum, and only when money goes out, so that a deposit into an
-- overdrawn account is welcome.  One guarded UPDATE per account that is not deferred, in account id order; when one
-- finds no row, those before it are taken back.
-- The arrays are in leg order, v_order has the places of the legs sorted by account.

CREATE OR REPLACE FUNCTION pd.post_legs(
    p_ledger smallint, p_operation text, p_request uuid, p_staff integer,
    p_business_date date, p_value_date date, p_text text, p_legs pd.leg[])
RETURNS pd.posted
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    c_limit CONSTANT bigint := 4611686018427387904;
    v_account bigint[];
    v_amount bigint[];
    v_what text[];
    v_currency smallint[];
    v_is_deferred boolean[];
    v_order integer[];
    v_seq bigint[];
    v_balance bigint[];
    v_count integer;
    v_is_right boolean;
    v_is_mixed boolean;
    v_first integer := 1;
    v_next integer;
    v_place integer;
    v_owner bigint;
    v_sum bigint;
    v_low bigint;
    v_high bigint;
    v_least bigint;
    v_most bigint;
    v_version bigint;
    v_posted bigint;
    v_answer pd.posted;
BEGIN
    -- What can be judged without a lock: the legs themselves, and deferred accounts.
    SELECT array_agg(s.account), array_agg(s.amount), array_agg(s.what), array_agg(s.currency),
           array_agg(s.flags & 32 <> 0), array_agg(NULL::bigint), array_agg(NULL::bigint), count(*),
           count(*) BETWEEN 2 AND 1000
           AND bool_and(s.what IS NOT NULL AND s.currency IS NOT NULL AND coalesce(s.amount, 0) <> 0
                        AND s.amount BETWEEN -1000000000000000 AND 1000000000000000
                        AND (s.flags & 32 = 0 OR s.posted BETWEEN -c_limit / 2 AND c_limit / 2
                             AND s.flags & CASE WHEN (s.amount < 0) = (s.side = 1) THEN 26 ELSE 28 END = 0))
           AND (sum(s.amount) = 0 OR min(s.currency) < max(s.currency)),
           min(s.currency) < max(s.currency)
      INTO v_account, v_amount, v_what, v_currency, v_is_deferred, v_seq, v_balance, v_count, v_is_right, v_is_mixed
      FROM (SELECT l.account, l.amount, l.what, b.currency, b.flags, b.posted, b.side
              FROM unnest(p_legs) WITH ORDINALITY AS l(account, amount, what, field, place)
              LEFT JOIN pd.balance b ON b.ledger = p_ledger AND b.account = l.account
             ORDER BY l.place) s;
    IF v_is_right IS NOT TRUE OR v_is_mixed AND pd.is_unbalanced(v_currency, v_amount) THEN
        RETURN NULL;
    END IF;
    v_order := ARRAY(SELECT l.place
                       FROM unnest(v_account) WITH ORDINALITY AS l(account, place)
                      ORDER BY l.account, l.place);

    WHILE v_first <= v_count LOOP
        v_place := v_order[v_first];
        v_next := v_first + 1;
        IF NOT v_is_deferred[v_place] THEN
            -- The legs of one account: their sum, how low and how high it goes on the way, the least and the most leg.
            v_owner := v_account[v_place];
            v_sum := v_amount[v_place];
            v_least := v_sum;
            v_most := v_sum;
            v_low := least(v_sum, 0);
            v_high := greatest(v_sum, 0);
            v_balance[v_place] := v_sum;
            WHILE v_account[v_order[v_next]] = v_owner LOOP
                v_place := v_order[v_next];
                v_sum := v_sum + v_amount[v_place];
                v_least := least(v_least, v_amount[v_place]);
                v_most := greatest(v_most, v_amount[v_place]);
                v_low := least(v_low, v_sum);
                v_high := greatest(v_high, v_sum);
                v_balance[v_place] := v_sum;
                v_next := v_next + 1;
            END LOOP;

            UPDATE pd.balance b
               SET version = b.version + (v_next - v_first),
                   posted = b.posted + v_sum
             WHERE b.ledger = p_ledger
               AND b.account = v_owner
               AND b.flags & 56 = 0
               AND (b.flags & 2 = 0 OR least(v_least * b.side, v_most * b.side) > 0)
               AND (b.flags & 4 = 0 OR greatest(v_least * b.side, v_most * b.side) < 0)
               AND b.posted BETWEEN -c_limit - v_low AND c_limit - v_high
               AND (b.flags & 1 = 0 OR v_sum * b.side >= 0
                    OR (b.posted + v_sum) * b.side + b.overdraft - b.pending - b.held >= 0)
            RETURNING b.version - (v_next - v_first), b.posted - v_sum INTO v_version, v_posted;
            IF NOT FOUND THEN
                PERFORM pd.post_take_back(p_ledger, v_account, v_amount, v_is_deferred, v_owner);
                RETURN NULL;
            END IF;
            FOR i IN v_first .. v_next - 1 LOOP
                v_seq[v_order[i]] := v_version + (i - v_first + 1);
                v_balance[v_order[i]] := v_posted + v_balance[v_order[i]];
            END LOOP;
        END IF;
        v_first := v_next;
    END LOOP;

    IF v_version IS NULL THEN
        -- No row was locked, so the transaction may have no id yet; pd.journal_settle needs it before the journal's.
        PERFORM pg_current_xact_id();
    END IF;
    v_answer.journal := nextval('pd.journal_id');
    v_answer.posted_at := clock_timestamp();
    v_answer.balances := v_balance;
    FOR i IN 1 .. v_count LOOP
        IF v_is_deferred[i] THEN
            v_seq[i] := v_answer.journal * 1024 + i;
        END IF;
    END LOOP;
    INSERT INTO pd.journal (id, request, created_at, staff, business_date, value_date, ledger, operation,
                            entry_account, entry_seq, text)
    VALUES (v_answer.journal, p_request, v_answer.posted_at, p_staff, p_business_date, p_value_date, p_ledger, p_operation,
            v_account, v_seq, p_text);
    INSERT INTO pd.entry (ledger, currency, booked, account, seq, journal, amount, balance, what)
    SELECT p_ledger, e.currency, p_business_date, e.account, e.seq, v_answer.journal, e.amount, e.balance, e.what
      FROM unnest(v_account, v_seq, v_amount, v_balance, v_currency, v_what)
           AS e(account, seq, amount, balance, currency, what);
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.post_legs(smallint, text, uuid, integer, date, date, text, pd.leg[]) IS
    'Posts one journal of any shape if nothing is against it; else NULL, and nothing is changed.';
