-- SPDX-License-Identifier: Apache-2.0
--
-- Writes those of many payments that are plain (see pd.post_many), with their requests, and one audit event for all.

CREATE OR REPLACE FUNCTION pd.post_many_plain(
    p_ledger smallint, p_staff integer,
    p_journal integer[], p_account bigint[], p_amount bigint[], p_what text[],
    p_operation text[], p_business_date date[], p_value_date date[], p_text text[], p_request uuid[], p_hash bytea[],
    p_odd integer[])
RETURNS pd.many_done[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_at timestamptz := clock_timestamp();
    v_count integer := cardinality(p_operation) - cardinality(p_odd);
    v_ordinals integer[];
    v_new integer[];
    v_ids bigint[];
    v_kept integer;
BEGIN
    IF v_count = 0 THEN
        RETURN '{}';
    END IF;
    IF cardinality(p_odd) = 0 THEN
        v_ordinals := ARRAY(SELECT generate_series(1, v_count));
        v_ids := pd.post_batch_write(p_ledger, p_staff, p_journal, p_account, p_amount, p_what, p_operation, p_business_date,
                                     p_value_date, p_text, NULL, p_request, v_at);
    ELSE
        -- v_ordinals[n] = old ordinal of the nth that is left, v_new[old] = n.
        v_ordinals := ARRAY(SELECT g FROM generate_series(1, cardinality(p_operation)) g WHERE g <> ALL (p_odd) ORDER BY g);
        v_new := array_fill(NULL::integer, ARRAY[cardinality(p_operation)]);
        FOR n IN 1 .. v_count LOOP
            v_new[v_ordinals[n]] := n;
        END LOOP;
        v_ids := pd.post_batch_write(
            p_ledger, p_staff,
            ARRAY(SELECT v_new[l.journal] FROM unnest(p_journal) WITH ORDINALITY AS l(journal, n)
                   WHERE v_new[l.journal] IS NOT NULL ORDER BY l.n),
            ARRAY(SELECT l.account FROM unnest(p_journal, p_account) WITH ORDINALITY AS l(journal, account, n)
                   WHERE v_new[l.journal] IS NOT NULL ORDER BY l.n),
            ARRAY(SELECT l.amount FROM unnest(p_journal, p_amount) WITH ORDINALITY AS l(journal, amount, n)
                   WHERE v_new[l.journal] IS NOT NULL ORDER BY l.n),
            ARRAY(SELECT l.what FROM unnest(p_journal, p_what) WITH ORDINALITY AS l(journal, what, n)
                   WHERE v_new[l.journal] IS NOT NULL ORDER BY l.n),
            ARRAY(SELECT p_operation[o] FROM unnest(v_ordinals) o), ARRAY(SELECT p_business_date[o] FROM unnest(v_ordinals) o),
            ARRAY(SELECT p_value_date[o] FROM unnest(v_ordinals) o), ARRAY(SELECT p_text[o] FROM unnest(v_ordinals) o), NULL,
            ARRAY(SELECT p_request[o] FROM unnest(v_ordinals) o), v_at);
    END IF;
    INSERT INTO pd.request (id, ledger, staff, operation, body_hash, outcome, answer)
    SELECT p_request[k.o], p_ledger, p_staff, p_operation[k.o], p_hash[k.o], 'done',
           pd.post_many_answer(p_ledger, p_request[k.o], v_ids[k.n], v_at, p_business_date[k.o])
      FROM unnest(v_ordinals) WITH ORDINALITY AS k(o, n)
    ON CONFLICT (id) DO NOTHING;
    GET DIAGNOSTICS v_kept = ROW_COUNT;
    IF v_kept < v_count THEN
        PERFORM pd.refuse('40001', 'The same request is being answered on another connection.', NULL, 'Ask again.');
    END IF;
    PERFORM pd.event_write(p_staff, p_ledger, p_operation[v_ordinals[1]], pd.receipt_number(p_ledger, v_ids[1]), NULL, 'done',
                           jsonb_build_object('journals', v_count, 'last', pd.receipt_number(p_ledger, v_ids[v_count])));
    RETURN ARRAY(SELECT ROW(k.o, NULL, v_ids[k.n], NULL, false)::pd.many_done
                   FROM unnest(v_ordinals) WITH ORDINALITY AS k(o, n));
END $$;
COMMENT ON FUNCTION pd.post_many_plain(smallint, integer, integer[], bigint[], bigint[], text[], text[], date[], date[], text[], uuid[],
                                       bytea[], integer[]) IS
    'Posts the plain ones of many payments set-wise; accounts are locked.';
