-- SPDX-License-Identifier: Apache-2.0
--
-- Posts the next transactions of an import, in the order (booked, account, seq), through the posting engine.
-- The import's row and the entries are one commit: whoever calls next goes on exactly there.

CREATE OR REPLACE FUNCTION admin.import_post(p_import bigint, p_runner integer, p_limit integer)
RETURNS TABLE (posted bigint, transactions bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    v_import pd.import := pd.import_mine(p_import, p_runner, 'loaded');
    v_count integer;
    v_accounts bigint[];
    v_seqs bigint[];
    v_contras bigint[];
    v_amounts bigint[];
    v_whats text[];
    v_operations text[];
    v_dates date[];
    v_texts text[];
    v_partners text[];
BEGIN
    SELECT count(*),
           array_agg(t.account ORDER BY t.n),
           array_agg(t.seq ORDER BY t.n),
           array_agg(c.id ORDER BY t.n),
           array_agg(t.amount ORDER BY t.n),
           array_agg(pd.import_what(t.operation, t.purpose) ORDER BY t.n),
           array_agg('import.' || t.operation ORDER BY t.n),
           array_agg(t.booked ORDER BY t.n),
           array_agg(pd.import_text(t.purpose) ORDER BY t.n),
           array_agg(nullif(concat_ws(' ', t.partner_bank, t.partner_account), '') ORDER BY t.n)
      INTO v_count, v_accounts, v_seqs, v_contras, v_amounts, v_whats, v_operations, v_dates, v_texts, v_partners
      FROM (SELECT row_number() OVER () AS n, r.*
              FROM (SELECT t.*
                      FROM pd.import_transaction t
                     WHERE t.import = p_import
                       AND (t.booked, t.account, t.seq) >
                           (v_import.posted_booked, v_import.posted_account, v_import.posted_seq)
                     ORDER BY t.booked, t.account, t.seq
                     LIMIT least(greatest(p_limit, 1), 20000)) r) t
      JOIN pd.account c ON c.ledger = v_import.ledger AND c.kind = 'internal' AND c.currency = v_import.currency
                       AND c.gl = pd.import_contra(t.operation, t.purpose);
    IF v_count > 0 THEN
        PERFORM pd.post_batch(
            v_import.ledger, NULL,
            pd.import_ordinals(v_count) || pd.import_ordinals(v_count), v_accounts || v_contras,
            v_amounts || pd.import_negated(v_amounts), v_whats || v_whats, v_operations, v_dates, v_dates, v_texts,
            v_partners);
    END IF;
    RETURN QUERY
    UPDATE pd.import i
       SET posted = i.posted + v_count,
           posted_booked = coalesce(v_dates[v_count], i.posted_booked),
           posted_account = coalesce(v_accounts[v_count], i.posted_account),
           posted_seq = coalesce(v_seqs[v_count], i.posted_seq),
           runner_seen = clock_timestamp()
     WHERE i.id = p_import
    RETURNING i.posted, i.transactions;
END $$;
COMMENT ON FUNCTION admin.import_post(bigint, integer, integer) IS
    'paydesk_import: posts the next p_limit transactions and tells how far it is. PD012, PD027, PD029.';
