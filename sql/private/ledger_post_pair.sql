-- SPDX-License-Identifier: Apache-2.0
--
-- Posts a plain payment when every rule lets it; otherwise changes nothing and answers NULL.  So much from one account to
-- another, and a fee with its tax, which the payer pays and deferred accounts earn.  It does what pd.post_legs would do with
--     payer -amount principal, payee +amount principal, payer -(fee + tax) fee, fee account +fee fee, tax account +tax tax
-- (what is zero is no leg), in the same order and under the same rules, but straight through, as pd.post does with two
-- legs.  All that the payer pays is judged at once.  A payer with a limit of his own (64) is no plain payer.
-- balances: the payer's after the principal, the payee's, the payer's after all.

CREATE OR REPLACE FUNCTION pd.post_pair(
    p_call pd.call, p_text text, p_payer bigint, p_payee bigint, p_amount bigint,
    p_fee bigint, p_fee_account bigint, p_tax bigint, p_tax_account bigint)
RETURNS pd.posted
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_limit CONSTANT bigint := 4611686018427387904;
    v_payer_seq bigint;
    v_payer_balance bigint;
    v_payer_currency smallint;
    v_payee_seq bigint;
    v_payee_balance bigint;
    v_payee_currency smallint;
    v_answer pd.posted;
BEGIN
    IF (p_payer <> p_payee AND p_amount BETWEEN 1 AND 1000000000000000 AND p_fee BETWEEN p_tax AND 1000000000000 AND p_tax >= 0) IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    -- Two rounds, in account id order: 58 is debits blocked, closed, being moved in, deferred; 60 the same for credits.
    FOR v_round IN 1 .. 2 LOOP
        IF (v_round = 1) = (p_payer < p_payee) THEN
            UPDATE pd.balance b
               SET version = b.version + CASE WHEN p_fee > 0 THEN 2 ELSE 1 END,
                   posted = b.posted - (p_amount + p_fee + p_tax)
             WHERE b.ledger = p_call.ledger
               AND b.account = p_payer
               AND b.flags & CASE WHEN b.side = 1 THEN 58 + 64 ELSE 60 + 64 END = 0
               AND b.posted - (p_amount + p_fee + p_tax) >= -c_limit
               AND (b.flags & 1 = 0 OR b.side = -1
                    OR b.posted - (p_amount + p_fee + p_tax) + b.overdraft - b.pending - b.held >= 0)
            RETURNING b.version, b.posted, b.currency INTO v_payer_seq, v_payer_balance, v_payer_currency;
        ELSE
            UPDATE pd.balance b
               SET version = b.version + 1,
                   posted = b.posted + p_amount
             WHERE b.ledger = p_call.ledger
               AND b.account = p_payee
               AND b.flags & CASE WHEN b.side = 1 THEN 60 ELSE 58 END = 0
               AND b.posted + p_amount <= c_limit
               AND (b.flags & 1 = 0 OR b.side = 1
                    OR -(b.posted + p_amount) + b.overdraft - b.pending - b.held >= 0)
            RETURNING b.version, b.posted, b.currency INTO v_payee_seq, v_payee_balance, v_payee_currency;
        END IF;
        EXIT WHEN NOT FOUND;
    END LOOP;
    -- The id is drawn after the locks, and only when nothing is against it.
    SELECT nextval('pd.journal_id'), clock_timestamp() INTO v_answer.journal, v_answer.posted_at
     WHERE v_payer_currency = v_payee_currency
       AND (p_fee = 0
            OR (SELECT count(*)
                  FROM pd.balance b
                 WHERE b.ledger = p_call.ledger
                   AND b.account IN (p_fee_account, CASE WHEN p_tax > 0 THEN p_tax_account END)
                   AND b.currency = v_payer_currency
                   AND b.flags & CASE WHEN b.side = 1 THEN 60 ELSE 58 END = 32
                   AND b.posted BETWEEN -c_limit / 2 AND c_limit / 2) = CASE WHEN p_tax > 0 THEN 2 ELSE 1 END);
    IF NOT FOUND THEN
        UPDATE pd.balance b
           SET version = b.version - CASE WHEN b.account = p_payer AND p_fee > 0 THEN 2 ELSE 1 END,
               posted = b.posted + CASE WHEN b.account = p_payer THEN p_amount + p_fee + p_tax ELSE -p_amount END
         WHERE b.ledger = p_call.ledger
           AND (b.account = p_payer AND v_payer_seq IS NOT NULL OR b.account = p_payee AND v_payee_seq IS NOT NULL);
        RETURN NULL;
    END IF;

    INSERT INTO pd.journal (id, request, created_at, staff, business_date, value_date, ledger, operation,
                            entry_account, entry_seq, text)
    VALUES (v_answer.journal, p_call.request, v_answer.posted_at, p_call.staff, p_call.business_date, p_call.business_date,
            p_call.ledger, p_call.operation,
            CASE WHEN p_tax > 0 THEN ARRAY[p_payer, p_payee, p_payer, p_fee_account, p_tax_account]
                 WHEN p_fee > 0 THEN ARRAY[p_payer, p_payee, p_payer, p_fee_account]
                 ELSE ARRAY[p_payer, p_payee] END,
            CASE WHEN p_tax > 0 THEN ARRAY[v_payer_seq - 1, v_payee_seq, v_payer_seq, v_answer.journal * 1024 + 4, v_answer.journal * 1024 + 5]
                 WHEN p_fee > 0 THEN ARRAY[v_payer_seq - 1, v_payee_seq, v_payer_seq, v_answer.journal * 1024 + 4]
                 ELSE ARRAY[v_payer_seq, v_payee_seq] END,
            p_text);
    INSERT INTO pd.entry (ledger, currency, booked, account, seq, journal, amount, balance, what)
    SELECT p_call.ledger, v_payer_currency, p_call.business_date, e.account, e.seq, v_answer.journal, e.amount, e.balance, e.what
      FROM (VALUES (p_payer, v_payer_seq - CASE WHEN p_fee > 0 THEN 1 ELSE 0 END, -p_amount, v_payer_balance + p_fee + p_tax, 'principal'),
                   (p_payee, v_payee_seq, p_amount, v_payee_balance, 'principal'),
                   (p_payer, v_payer_seq, -(p_fee + p_tax), v_payer_balance, 'fee'),
                   (p_fee_account, v_answer.journal * 1024 + 4, p_fee, NULL, 'fee'),
                   (p_tax_account, v_answer.journal * 1024 + 5, p_tax, NULL, 'tax')) AS e(account, seq, amount, balance, what)
     WHERE e.amount <> 0;
    v_answer.balances := ARRAY[v_payer_balance + p_fee + p_tax, v_payee_balance, v_payer_balance];
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.post_pair(pd.call, text, bigint, bigint, bigint, bigint, bigint, bigint, bigint) IS
    'Posts a payment with its fee if nothing is against it; else NULL, and nothing is changed.';
