-- SPDX-License-Identifier: Apache-2.0
--
-- Whether the arrays of a batch fit together: lengths, no holes, every journal has its legs.

CREATE OR REPLACE FUNCTION pd.post_batch_check(
    p_journal integer[], p_account bigint[], p_amount bigint[], p_what text[],
    p_operation text[], p_business_date date[], p_value_date date[],
    p_text text[], p_partner text[], p_request uuid[])
RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_legs integer := coalesce(cardinality(p_journal), 0);
    v_journals integer := coalesce(cardinality(p_operation), 0);
    v_bad integer;
BEGIN
    IF coalesce(cardinality(p_account), 0) <> v_legs OR coalesce(cardinality(p_amount), 0) <> v_legs
       OR coalesce(cardinality(p_what), 0) <> v_legs
       OR coalesce(cardinality(p_business_date), 0) <> v_journals OR coalesce(cardinality(p_value_date), 0) <> v_journals
       OR cardinality(p_text) <> v_journals OR cardinality(p_partner) <> v_journals
       OR cardinality(p_request) <> v_journals THEN
        PERFORM pd.refuse('PD028', 'The arrays of the batch differ in length.');
    END IF;
    SELECT l.journal INTO v_bad
      FROM unnest(p_journal, p_account, p_amount, p_what) AS l(journal, account, amount, what)
     WHERE l.journal IS NULL OR l.journal NOT BETWEEN 1 AND v_journals
        OR l.account IS NULL OR coalesce(l.amount, 0) = 0 OR l.what IS NULL
        OR l.amount NOT BETWEEN -1000000000000000 AND 1000000000000000
     LIMIT 1;
    IF FOUND THEN
        PERFORM pd.refuse('PD001', 'A leg of the batch is malformed or its amount is zero or too large.',
                          format('journal[%s]', v_bad));
    END IF;
    SELECT j.journal INTO v_bad
      FROM generate_series(1, v_journals) AS j(journal)
      LEFT JOIN unnest(p_journal) AS l(journal) ON l.journal = j.journal
     GROUP BY j.journal
    HAVING count(l.journal) < 2
     LIMIT 1;
    IF FOUND THEN
        PERFORM pd.refuse('PD028', 'A journal of the batch has less than two legs.', format('journal[%s]', v_bad));
    END IF;
END $$;
COMMENT ON FUNCTION pd.post_batch_check(integer[], bigint[], bigint[], text[], text[], date[], date[], text[], text[], uuid[]) IS
    'PD028 or PD001 unless the arrays of a batch fit together.';
