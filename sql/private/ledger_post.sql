-- SPDX-License-Identifier: Apache-2.0
--
-- The posting engine: posts one journal, all its legs or nothing.
--
-- One pass: a guarded UPDATE per account, in account id order (so that postings never deadlock with each other), then
-- one INSERT for the journal and one for all entries.  No lock pass before and no look-up of what the UPDATE returns
-- anyway.  The journal id is drawn after the row locks.  Several legs on one account become several entries with
-- their own running balances; the floor looks at the sum of the legs, and only when money goes out, so that a deposit
-- into an overdrawn account is welcome.
-- Whatever is not plainly right is judged by pd.post_judge, the same function that judges a preview.

CREATE OR REPLACE FUNCTION pd.post(
    p_ledger smallint, p_operation text, p_request uuid, p_staff integer,
    p_business_date date, p_value_date date, p_text text, p_legs pd.leg[])
RETURNS pd.posted
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_limit CONSTANT bigint := 4611686018427387904;
    v_count integer := cardinality(p_legs);
    v_account bigint[];
    v_amount bigint[];
    v_what text[];
    v_place integer[];
    v_seq bigint[];
    v_balance bigint[];
    v_currency smallint[];
    v_leg_account bigint[];
    v_leg_seq bigint[];
    v_done bigint[] := '{}';
    v_doubt boolean;
    v_first integer := 1;
    v_next integer;
    v_sum bigint;
    v_low bigint;
    v_high bigint;
    v_row record;
    v_answer pd.posted;
BEGIN
    SELECT array_agg(s.account), array_agg(s.amount), array_agg(s.what), array_agg(s.place),
           count(*) NOT BETWEEN 2 AND 1000
           OR bool_or(s.amount NOT BETWEEN -1000000000000000 AND 1000000000000000)
           OR NOT bool_and(coalesce(s.amount, 0) <> 0 AND s.account IS NOT NULL AND s.what IS NOT NULL)
      INTO v_account, v_amount, v_what, v_place, v_doubt
      FROM (SELECT l.account, l.amount, l.what, l.place::integer AS place
              FROM unnest(p_legs) WITH ORDINALITY AS l(account, amount, what, field, place)
             ORDER BY l.account, l.place) s;
    IF v_doubt THEN
        PERFORM pd.legs_check(p_legs);
    END IF;
    v_seq := v_amount;
    v_balance := v_amount;
    v_leg_account := v_account;
    v_leg_seq := v_amount;
    v_answer.balances := v_amount;
    v_currency := array_fill(0::smallint, ARRAY[v_count]);

    WHILE v_first <= v_count LOOP
        -- The legs of one account: their sum, and how low and how high it goes on the way.
        v_sum := 0;
        v_low := 0;
        v_high := 0;
        v_next := v_first;
        LOOP
            v_sum := v_sum + v_amount[v_next];
            v_low := least(v_low, v_sum);
            v_high := greatest(v_high, v_sum);
            v_balance[v_next] := v_sum;
            v_next := v_next + 1;
            EXIT WHEN v_next > v_count OR v_account[v_next] <> v_account[v_first];
        END LOOP;

        UPDATE pd.balance b
           SET version = b.version + (v_next - v_first),
               posted = b.posted + v_sum
         WHERE b.ledger = p_ledger
           AND b.account = v_account[v_first]
           AND b.posted BETWEEN -c_limit - v_low AND c_limit - v_high
        RETURNING b.posted, b.version, b.currency,
                  b.flags & 30 <> 0
                  OR (b.flags & 1 = 1 AND v_sum * b.side < 0
                      AND b.posted * b.side + b.overdraft - b.pending - b.held < 0) AS doubt
             INTO v_row;
        IF NOT FOUND THEN
            PERFORM pd.post_judge(p_ledger, p_legs, v_done);
            PERFORM pd.refuse('40001', 'An account changed while it was looked at.', NULL, 'Ask again.');
        END IF;
        v_done := v_done || v_account[v_first];
        v_doubt := v_doubt OR v_row.doubt OR (v_first > 1 AND v_row.currency <> v_currency[1]);

        FOR i IN v_first .. v_next - 1 LOOP
            v_seq[i] := v_row.version - (v_next - 1 - i);
            v_balance[i] := v_row.posted - v_sum + v_balance[i];
            v_currency[i] := v_row.currency;
            v_leg_account[v_place[i]] := v_account[i];
            v_leg_seq[v_place[i]] := v_seq[i];
            v_answer.balances[v_place[i]] := v_balance[i];
        END LOOP;
        v_first := v_next;
    END LOOP;
    IF v_doubt THEN
        -- What has expired is free; it is written down before it is used.
        PERFORM pd.reservation_settle(p_ledger, d.account) FROM unnest(v_done) d(account);
        PERFORM pd.post_judge(p_ledger, p_legs, v_done);
    END IF;

    v_answer.journal := nextval('pd.journal_id');
    v_answer.posted_at := clock_timestamp();
    INSERT INTO pd.journal (id, request, created_at, staff, business_date, value_date, ledger, operation,
                            entry_account, entry_seq, text)
    VALUES (v_answer.journal, p_request, v_answer.posted_at, p_staff, p_business_date, p_value_date, p_ledger, p_operation,
            v_leg_account, v_leg_seq, p_text);
    INSERT INTO pd.entry (ledger, currency, booked, account, seq, journal, amount, balance, what)
    SELECT p_ledger, e.currency, p_business_date, e.account, e.seq, v_answer.journal, e.amount, e.balance, e.what
      FROM unnest(v_account, v_seq, v_amount, v_balance, v_currency, v_what)
           AS e(account, seq, amount, balance, currency, what);
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.post(smallint, text, uuid, integer, date, date, text, pd.leg[]) IS
    'Posts one journal. PD001 too large, PD012 no account, PD013 closed, PD014 blocked, PD015 currency, PD017 drawer short, PD018 funds, PD028 unbalanced; the field is the leg''s.';
