-- SPDX-License-Identifier: Apache-2.0
--
-- Posts thousands of journals in one call, set-based, all or nothing.
--
-- The legs come as parallel arrays: p_journal[i] is the ordinal (1, 2, …) of the journal that leg i belongs to,
-- p_account[i], p_amount[i] (signed, credit positive) and p_what[i] describe it.  The journals come as parallel arrays
-- indexed by that ordinal; p_request, p_text and p_partner may be NULL as a whole or per element.
-- Entries are numbered, and balances run, in the order of the ordinals and, within one, of the legs.
--
-- The same rules as pd.post, with two differences made for moving a bank in: floors are looked at once, at the end of
-- the batch, and not at all for accounts flagged IMPORTING and the contra accounts of their journals (what the old
-- bank allowed happened); and blocks do not stop an account that is being imported.  Nor is such an account touched by
-- pd.post before its flag is cleared.
-- All account rows are locked first, in id order, each balance row is written once, journals and entries with one
-- statement each.  Plans are made for the arrays at hand: a plan made for ten rows would be quadratic.

CREATE OR REPLACE FUNCTION pd.post_batch(
    p_ledger smallint, p_staff integer,
    p_journal integer[], p_account bigint[], p_amount bigint[], p_what text[],
    p_operation text[], p_business_date date[], p_value_date date[],
    p_text text[] DEFAULT NULL, p_partner text[] DEFAULT NULL, p_request uuid[] DEFAULT NULL)
RETURNS pd.batch_posted
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_legs integer := coalesce(cardinality(p_journal), 0);
    v_journals integer := coalesce(cardinality(p_operation), 0);
    v_at timestamptz;
    v_ids bigint[];
    v_seq bigint[];
    v_balance bigint[];
    v_currency smallint[];
    v_answer pd.batch_posted;
BEGIN
    PERFORM pd.post_batch_check(p_journal, p_account, p_amount, p_what, p_operation, p_business_date, p_value_date,
                                p_text, p_partner, p_request);
    IF v_journals = 0 THEN
        RETURN (0, 0, '{}')::pd.batch_posted;
    END IF;
    PERFORM FROM pd.balance b
      WHERE b.ledger = p_ledger
        AND b.account IN (SELECT DISTINCT a FROM unnest(p_account) a)
      ORDER BY b.account
        FOR NO KEY UPDATE;
    PERFORM pd.post_batch_judge(p_ledger, p_journal, p_account, p_amount);

    v_at := clock_timestamp();
    SELECT array_agg(nextval('pd.journal_id')) INTO v_ids FROM generate_series(1, v_journals);

    -- Every leg with its number on its account and the balance after it, in leg order.
    SELECT array_agg(r.seq ORDER BY r.place), array_agg(r.balance ORDER BY r.place), array_agg(r.currency ORDER BY r.place)
      INTO v_seq, v_balance, v_currency
      FROM (SELECT l.place, b.currency,
                   b.version + row_number() OVER w AS seq,
                   (b.posted + sum(l.amount) OVER w)::bigint AS balance
              FROM unnest(p_journal, p_account, p_amount) WITH ORDINALITY AS l(journal, account, amount, place)
              JOIN pd.balance b ON b.ledger = p_ledger AND b.account = l.account
            WINDOW w AS (PARTITION BY l.account ORDER BY l.journal, l.place)) r;

    UPDATE pd.balance b
       SET version = b.version + d.legs,
           posted = b.posted + d.amount
      FROM (SELECT l.account, count(*) AS legs, sum(l.amount)::bigint AS amount
              FROM unnest(p_account, p_amount) AS l(account, amount)
             GROUP BY l.account) d
     WHERE b.ledger = p_ledger AND b.account = d.account;

    INSERT INTO pd.journal (id, request, created_at, staff, business_date, value_date, ledger, operation,
                            entry_account, entry_seq, text, partner)
    SELECT j.id, j.request, v_at, p_staff, j.business_date, j.value_date, p_ledger, j.operation, k.accounts, k.seqs,
           j.text, j.partner
      FROM unnest(v_ids, p_operation, p_business_date, p_value_date, p_text, p_partner, p_request) WITH ORDINALITY
           AS j(id, operation, business_date, value_date, text, partner, request, journal)
      JOIN (SELECT l.journal, array_agg(l.account ORDER BY l.place) AS accounts, array_agg(l.seq ORDER BY l.place) AS seqs
              FROM unnest(p_journal, p_account, v_seq) WITH ORDINALITY AS l(journal, account, seq, place)
             GROUP BY l.journal) k ON k.journal = j.journal;

    INSERT INTO pd.entry (ledger, currency, booked, account, seq, journal, amount, balance, what)
    SELECT p_ledger, l.currency, j.business_date, l.account, l.seq, j.id, l.amount, l.balance, l.what
      FROM unnest(p_journal, p_account, p_amount, p_what, v_seq, v_balance, v_currency)
           AS l(journal, account, amount, what, seq, balance, currency)
      JOIN unnest(v_ids, p_business_date) WITH ORDINALITY AS j(id, business_date, journal) ON j.journal = l.journal;

    v_answer.journals := v_journals;
    v_answer.entries := v_legs;
    v_answer.journal_ids := v_ids;
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.post_batch(smallint, integer, integer[], bigint[], bigint[], text[], text[], date[], date[],
                                  text[], text[], uuid[]) IS
    'Posts many journals at once, all or nothing. PD001, PD012 to PD018, PD028 as pd.post; the field is journal[n].';
