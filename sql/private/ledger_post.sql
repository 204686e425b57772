-- SPDX-License-Identifier: Apache-2.0
--
-- The posting engine: posts one journal, all its legs or nothing.
--
-- Two legs, the usual journal, go straight through here: a guarded UPDATE per account, in account id order so that postings
-- never deadlock, whose WHERE is the whole rule (flags, currency, floor, limits) and is judged under the row's lock; then
-- the journal, whose id is drawn after the locks, and both entries.  A deferred account is only read: its row is nobody's
-- to wait for.  When the second account will not have it, the first UPDATE is taken back under the lock that it holds.
-- Whatever is not that simple, or not plainly right, goes to pd.post_or_refuse, with nothing changed here.
--
-- Why it is written so: every statement costs about as much as an index look-up, and so do each four expressions, which
-- PL/pgSQL prepares anew in every transaction.  Therefore conditions stand in the statements (decision 0008).

CREATE OR REPLACE FUNCTION pd.post(
    p_ledger smallint, p_operation text, p_request uuid, p_staff integer,
    p_business_date date, p_value_date date, p_text text, p_legs pd.leg[])
RETURNS pd.posted
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_limit CONSTANT bigint := 4611686018427387904;
    v_low pd.leg := p_legs[1];
    v_high pd.leg := p_legs[2];
    v_is_turned boolean := v_low.account > v_high.account;
    v_low_seq bigint;
    v_high_seq bigint;
    v_low_balance bigint;
    v_high_balance bigint;
    v_currency smallint;
    v_answer pd.posted;
BEGIN
    IF (cardinality(p_legs) = 2 AND v_low.account <> v_high.account AND v_low.amount <> 0 AND (v_low.what || v_high.what) <> ''
        AND CASE WHEN v_low.amount BETWEEN -1000000000000000 AND 1000000000000000
                  AND v_high.amount BETWEEN -1000000000000000 AND 1000000000000000
                 THEN v_low.amount + v_high.amount = 0 END) IS NOT TRUE THEN
        RETURN pd.post_or_refuse(p_ledger, p_operation, p_request, p_staff, p_business_date, p_value_date, p_text, p_legs);
    END IF;
    IF v_is_turned THEN
        v_low := p_legs[2];
        v_high := p_legs[1];
    END IF;

    -- 58: debits blocked, closed, being moved in, deferred; 60: the same for credits.
    UPDATE pd.balance b
       SET version = b.version + 1,
           posted = b.posted + v_low.amount
     WHERE b.ledger = p_ledger
       AND b.account = v_low.account
       AND b.flags & CASE WHEN v_low.amount * b.side < 0 THEN 58 ELSE 60 END = 0
       AND b.posted + v_low.amount BETWEEN -c_limit AND c_limit
       AND (b.flags & 1 = 0 OR v_low.amount * b.side > 0
            OR (b.posted + v_low.amount) * b.side + b.overdraft - b.pending - b.held >= 0)
    RETURNING b.version, b.posted, b.currency INTO v_low_seq, v_low_balance, v_currency;
    IF NOT FOUND THEN
        v_currency := pd.post_deferred(p_ledger, v_low.account, v_low.amount);
        IF v_currency IS NULL THEN
            RETURN pd.post_or_refuse(p_ledger, p_operation, p_request, p_staff, p_business_date, p_value_date, p_text, p_legs);
        END IF;
    END IF;
    UPDATE pd.balance b
       SET version = b.version + 1,
           posted = b.posted + v_high.amount
     WHERE b.ledger = p_ledger
       AND b.account = v_high.account
       AND b.currency = v_currency
       AND b.flags & CASE WHEN v_high.amount * b.side < 0 THEN 58 ELSE 60 END = 0
       AND b.posted + v_high.amount BETWEEN -c_limit AND c_limit
       AND (b.flags & 1 = 0 OR v_high.amount * b.side > 0
            OR (b.posted + v_high.amount) * b.side + b.overdraft - b.pending - b.held >= 0)
    RETURNING b.version, b.posted INTO v_high_seq, v_high_balance;
    IF NOT FOUND AND pd.post_deferred(p_ledger, v_high.account, v_high.amount) IS DISTINCT FROM v_currency THEN
        UPDATE pd.balance b
           SET version = b.version - 1,
               posted = b.posted - v_low.amount
         WHERE b.ledger = p_ledger AND b.account = v_low.account AND v_low_seq IS NOT NULL;
        RETURN pd.post_or_refuse(p_ledger, p_operation, p_request, p_staff, p_business_date, p_value_date, p_text, p_legs);
    END IF;

    IF v_low_seq IS NULL AND v_high_seq IS NULL THEN
        -- No row was locked, so the transaction may have no id yet; pd.journal_settle wants it older than the journal's.
        PERFORM pg_current_xact_id();
    END IF;
    v_answer.journal := nextval('pd.journal_id');
    v_answer.posted_at := clock_timestamp();
    IF v_low_seq IS NULL OR v_high_seq IS NULL THEN
        v_low_seq := coalesce(v_low_seq, v_answer.journal * 1024 + CASE WHEN v_is_turned THEN 2 ELSE 1 END);
        v_high_seq := coalesce(v_high_seq, v_answer.journal * 1024 + CASE WHEN v_is_turned THEN 1 ELSE 2 END);
    END IF;
    INSERT INTO pd.journal (id, request, created_at, staff, business_date, value_date, ledger, operation,
                            entry_account, entry_seq, text)
    VALUES (v_answer.journal, p_request, v_answer.posted_at, p_staff, p_business_date, p_value_date, p_ledger, p_operation,
            CASE WHEN v_is_turned THEN ARRAY[v_high.account, v_low.account] ELSE ARRAY[v_low.account, v_high.account] END,
            CASE WHEN v_is_turned THEN ARRAY[v_high_seq, v_low_seq] ELSE ARRAY[v_low_seq, v_high_seq] END, p_text);
    INSERT INTO pd.entry (ledger, currency, booked, account, seq, journal, amount, balance, what)
    VALUES (p_ledger, v_currency, p_business_date, v_low.account, v_low_seq, v_answer.journal, v_low.amount, v_low_balance, v_low.what),
           (p_ledger, v_currency, p_business_date, v_high.account, v_high_seq, v_answer.journal, v_high.amount, v_high_balance, v_high.what);
    v_answer.balances := CASE WHEN v_is_turned THEN ARRAY[v_high_balance, v_low_balance] ELSE ARRAY[v_low_balance, v_high_balance] END;
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.post(smallint, text, uuid, integer, date, date, text, pd.leg[]) IS
    'Posts one journal. PD001 too large, PD012 no account, PD013 closed, PD014 blocked, PD015 currency, PD017 drawer short, PD018 funds, PD028 unbalanced; the field is the leg''s.';
