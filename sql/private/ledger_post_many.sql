-- SPDX-License-Identifier: Apache-2.0
--
-- Posts many independent payments in one call and one commit: each is accepted or refused by itself, as if they came one
-- after another, and each request id is answered once, now and whenever it is asked again (decision 0015).
--
-- The arrays are those of pd.post_batch; a request id per journal.  One row per journal: code NULL and its journal, or
-- why it was refused.  A refusal is kept for its id; what is malformed (PD001 to PD006) is not.
--
-- Most payments are plain: no account of theirs is blocked, limited or could come below its floor even if every debit
-- of the call were posted and no credit.  Those do not depend on each other, whatever becomes of the rest, and are written
-- set-wise.  The others are posted singly, in their order, under the same locks.

CREATE OR REPLACE FUNCTION pd.post_many(
    p_ledger smallint, p_staff integer,
    p_journal integer[], p_account bigint[], p_amount bigint[], p_what text[],
    p_operation text[], p_value_date date[], p_text text[], p_request uuid[])
RETURNS TABLE (place integer, code text, journal bigint, sentence text, replayed boolean)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_count integer := coalesce(cardinality(p_operation), 0);
    v_day date := (SELECT l.business_date FROM pd.ledger l WHERE l.id = p_ledger);
    v_days date[] := array_fill(v_day, ARRAY[v_count]);
    v_dates date[] := coalesce(p_value_date, v_days);
    v_hashes bytea[];
    v_odd integer[];
    v_done pd.many_done[];
BEGIN
    IF cardinality(p_request) IS DISTINCT FROM v_count OR array_position(p_request, NULL) IS NOT NULL THEN
        PERFORM pd.refuse('PD001', 'Every payment needs a request id.', 'request');
    END IF;
    IF v_count = 0 THEN
        RETURN;
    END IF;
    v_dates := ARRAY(SELECT coalesce(d, v_day) FROM unnest(v_dates) d);
    PERFORM pd.post_batch_check(p_journal, p_account, p_amount, p_what, p_operation, v_days, v_dates, p_text, NULL, p_request);
    v_hashes := pd.post_many_hashes(p_journal, p_account, p_amount, p_what, p_operation, p_value_date, p_text);
    v_odd := pd.post_many_odd(p_ledger, p_journal, p_account, p_amount, p_request);

    v_done := pd.post_many_plain(p_ledger, p_staff, p_journal, p_account, p_amount, p_what, p_operation, v_days, v_dates, p_text,
                                 p_request, v_hashes, v_odd);
    FOR i IN 1 .. cardinality(v_odd) LOOP
        v_done := v_done || pd.post_many_one(
            v_odd[i],
            ROW(p_staff, p_ledger, v_day, p_operation[v_odd[i]], p_request[v_odd[i]], v_hashes[v_odd[i]], NULL)::pd.call,
            ARRAY(SELECT ROW(l.account, l.amount, l.what, NULL)::pd.leg
                    FROM unnest(p_journal, p_account, p_amount, p_what) WITH ORDINALITY AS l(journal, account, amount, what, n)
                   WHERE l.journal = v_odd[i]
                   ORDER BY l.n),
            v_dates[v_odd[i]], p_text[v_odd[i]]);
    END LOOP;
    RETURN QUERY
    SELECT d.place, d.code, d.journal, d.sentence, d.replayed
      FROM unnest(v_done) d
     ORDER BY d.place;
END $$;
COMMENT ON FUNCTION pd.post_many(smallint, integer, integer[], bigint[], bigint[], text[], text[], date[], text[], uuid[]) IS
    'Posts each of many payments or refuses it by itself; a request id seen before gets its first result.';
