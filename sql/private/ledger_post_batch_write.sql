-- SPDX-License-Identifier: Apache-2.0
--
-- Writes journals that were judged: entries, balances, journals, each table with one statement.  The rows of all
-- accounts that are not deferred are locked by the caller.  Arguments as of pd.post_batch; answers the journals' ids by
-- ordinal.
--
-- The plans are generic, since planning would cost as much as posting; so nothing here joins two arrays, which a
-- generic plan takes for ten rows each: what belongs to a leg's journal is fetched from the array by its ordinal.

CREATE OR REPLACE FUNCTION pd.post_batch_write(
    p_ledger smallint, p_staff integer,
    p_journal integer[], p_account bigint[], p_amount bigint[], p_what text[],
    p_operation text[], p_business_date date[], p_value_date date[],
    p_text text[], p_partner text[], p_request uuid[], p_at timestamptz)
RETURNS bigint[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_ids bigint[];
    v_seq bigint[];
    v_balance bigint[];
    v_currency smallint[];
BEGIN
    -- Perhaps nothing was locked; pd.journal_settle wants this transaction's id older than the journals'.
    PERFORM pg_current_xact_id();
    SELECT array_agg(nextval('pd.journal_id')) INTO v_ids FROM generate_series(1, cardinality(p_operation));

    -- Every leg with its number on its account and the balance after it, in leg order.
    SELECT array_agg(r.seq ORDER BY r.place), array_agg(r.balance ORDER BY r.place), array_agg(r.currency ORDER BY r.place)
      INTO v_seq, v_balance, v_currency
      FROM (SELECT l.place, b.currency,
                   CASE WHEN b.flags & 32 <> 0
                        THEN v_ids[l.journal] * 1024 + row_number() OVER (PARTITION BY l.journal ORDER BY l.place)
                        ELSE b.version + row_number() OVER w END AS seq,
                   CASE WHEN b.flags & 32 = 0 THEN (b.posted + sum(l.amount) OVER w)::bigint END AS balance
              FROM unnest(p_journal, p_account, p_amount) WITH ORDINALITY AS l(journal, account, amount, place)
              JOIN pd.balance b ON b.ledger = p_ledger AND b.account = l.account
            WINDOW w AS (PARTITION BY l.account ORDER BY l.journal, l.place)) r;

    UPDATE pd.balance b
       SET version = b.version + d.legs,
           posted = b.posted + d.amount
      FROM (SELECT l.account, count(*) AS legs, sum(l.amount)::bigint AS amount
              FROM unnest(p_account, p_amount) AS l(account, amount)
             GROUP BY l.account) d
     WHERE b.ledger = p_ledger AND b.account = d.account AND b.flags & 32 = 0;

    INSERT INTO pd.journal (id, request, created_at, staff, business_date, value_date, ledger, operation,
                            entry_account, entry_seq, text, partner)
    SELECT v_ids[k.journal], p_request[k.journal], p_at, p_staff, p_business_date[k.journal], p_value_date[k.journal],
           p_ledger, p_operation[k.journal], k.accounts, k.seqs, p_text[k.journal], p_partner[k.journal]
      FROM (SELECT l.journal, array_agg(l.account ORDER BY l.place) AS accounts, array_agg(l.seq ORDER BY l.place) AS seqs
              FROM unnest(p_journal, p_account, v_seq) WITH ORDINALITY AS l(journal, account, seq, place)
             GROUP BY l.journal
             ORDER BY l.journal) k;

    INSERT INTO pd.entry (ledger, currency, booked, account, seq, journal, amount, balance, what)
    SELECT p_ledger, l.currency, p_business_date[l.journal], l.account, l.seq, v_ids[l.journal], l.amount, l.balance, l.what
      FROM unnest(p_journal, p_account, p_amount, p_what, v_seq, v_balance, v_currency)
           AS l(journal, account, amount, what, seq, balance, currency);
    RETURN v_ids;
END $$;
COMMENT ON FUNCTION pd.post_batch_write(smallint, integer, integer[], bigint[], bigint[], text[], text[], date[], date[],
                                        text[], text[], uuid[], timestamptz) IS
    'Writes judged journals whose accounts are locked; their ids by ordinal.';
