-- SPDX-License-Identifier: Apache-2.0
--
-- Accrues the interest of accounts up to p_day and posts what is due, one journal per account, valued on the next day
-- (or on the first open one, if that period is closed already).  Half a minor unit and more rounds up; what remains stays
-- open in pd.interest_account and goes into the next posting.
-- Interest is posted whatever stands on the account: a block stops what people do with it, not what it earns or owes, and
-- debit interest may take it below its floor, which is kept in pd.interest_posting.  So the flags that the posting
-- engine looks at are lifted for this one batch: the rows are locked, so nobody sees it.

CREATE OR REPLACE FUNCTION pd.interest_post_accounts(
    p_ledger smallint, p_account bigint[], p_day date, p_always boolean, p_run bigint, p_operation text, p_staff integer)
RETURNS TABLE (posted integer, below_floor integer)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    v_business_date date;
    v_value_date date;
    v_bearing bigint[];
    v_account bigint[];
    v_currency smallint[];
    v_credit bigint[];
    v_tax bigint[];
    v_debit bigint[];
    v_below boolean[];
    v_lifted bigint[];
    v_flags integer[];
    v_batch pd.batch_posted;
BEGIN
    -- Only what bears interest is locked.
    v_bearing := ARRAY(
        SELECT a.id
          FROM pd.account a
         WHERE a.ledger = p_ledger AND a.id = ANY (p_account) AND a.kind = 'customer'
           AND EXISTS (SELECT FROM pd.interest_term t WHERE t.product = a.product AND t.currency = a.currency));
    posted := 0;
    below_floor := 0;
    IF cardinality(v_bearing) = 0 THEN
        RETURN NEXT;
        RETURN;
    END IF;
    PERFORM pd.run_lock(p_ledger, v_bearing, ARRAY['2155', '4060', '5070']);
    PERFORM pd.accrual_write(p_ledger, v_bearing, p_day, p_run);
    SELECT l.business_date, greatest(p_day, l.closed_until) + 1 INTO STRICT v_business_date, v_value_date
      FROM pd.ledger l
     WHERE l.id = p_ledger;
    SELECT array_agg(d.account), array_agg(d.currency), array_agg(d.credit_minor), array_agg(d.tax_minor),
           array_agg(d.debit_minor),
           array_agg(b.flags & 1 <> 0 AND d.credit_minor - d.tax_minor - d.debit_minor < 0
                     AND b.posted + d.credit_minor - d.tax_minor - d.debit_minor + b.overdraft - b.pending - b.held < 0)
      INTO v_account, v_currency, v_credit, v_tax, v_debit, v_below
      FROM pd.interest_due(p_ledger, v_bearing, p_day, p_always) d
      JOIN pd.balance b ON b.ledger = p_ledger AND b.account = d.account
     WHERE (d.credit_minor <> 0 OR d.debit_minor <> 0) AND b.flags & 24 = 0;
    posted := coalesce(cardinality(v_account), 0);
    IF posted = 0 THEN
        RETURN NEXT;
        RETURN;
    END IF;

    SELECT array_agg(b.account), array_agg(b.flags & 7) INTO v_lifted, v_flags
      FROM unnest(v_account, v_below) AS k(account, below)
      JOIN pd.balance b ON b.ledger = p_ledger AND b.account = k.account
     WHERE k.below OR b.flags & 6 <> 0;
    UPDATE pd.balance b
       SET flags = b.flags & ~7
     WHERE b.ledger = p_ledger AND b.account = ANY (v_lifted);
    v_batch := (
    SELECT pd.post_batch(p_ledger, p_staff,
               array_agg(l.journal ORDER BY l.journal, l.place), array_agg(l.account ORDER BY l.journal, l.place),
               array_agg(l.amount ORDER BY l.journal, l.place), array_agg(l.what ORDER BY l.journal, l.place),
               array_fill(p_operation, ARRAY[posted]), array_fill(v_business_date, ARRAY[posted]),
               array_fill(v_value_date, ARRAY[posted]), array_fill(format('Interest up to %s', p_day), ARRAY[posted]))
      FROM (SELECT k.journal::integer AS journal, g.account, g.amount, g.what, g.place
              FROM unnest(v_account, v_currency, v_credit, v_tax, v_debit) WITH ORDINALITY
                   AS k(account, currency, credit, tax, debit, journal)
             CROSS JOIN LATERAL unnest(pd.interest_legs(p_ledger, k.account, k.currency, k.credit, k.tax, k.debit))
                   WITH ORDINALITY AS g(account, amount, what, field, place)) l);
    UPDATE pd.balance b
       SET flags = b.flags | k.flags
      FROM unnest(v_lifted, v_flags) AS k(account, flags)
     WHERE b.ledger = p_ledger AND b.account = k.account;

    INSERT INTO pd.interest_posting (ledger, account, day, round, run, journal, credit_minor, tax_minor, debit_minor, below_floor)
    SELECT p_ledger, k.account, p_day,
           (SELECT count(*) FROM pd.interest_posting o WHERE o.ledger = p_ledger AND o.account = k.account AND o.day = p_day),
           p_run, k.journal, k.credit, k.tax, k.debit, k.below
      FROM unnest(v_account, v_batch.journal_ids, v_credit, v_tax, v_debit, v_below)
           AS k(account, journal, credit, tax, debit, below);
    UPDATE pd.interest_account s
       SET credit_open = s.credit_open - k.credit * pd.interest_unit(),
           debit_open = s.debit_open - k.debit * pd.interest_unit(),
           credit_posted_until = CASE WHEN k.credit <> 0 THEN p_day ELSE s.credit_posted_until END,
           debit_posted_until = CASE WHEN k.debit <> 0 THEN p_day ELSE s.debit_posted_until END
      FROM unnest(v_account, v_credit, v_debit) AS k(account, credit, debit)
     WHERE s.ledger = p_ledger AND s.account = k.account;
    SELECT count(*) FILTER (WHERE k.below) INTO below_floor FROM unnest(v_below) AS k(below);
    RETURN NEXT;
END $$;
COMMENT ON FUNCTION pd.interest_post_accounts(smallint, bigint[], date, boolean, bigint, text, integer) IS
    'Accrues and posts the interest of accounts up to a day; how many, and how many ended below their floor.';
