-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps the next lines of a file that is being loaded, and judges them.  p_rows is a JSON array of objects:
--   l line in the file, a payee's account, m amount in minor units, o payee's name, t text, r reference,
--   and when the reader found the line bad: c code, f field, s sentence, h hint
-- PD001 on field rows.

CREATE OR REPLACE FUNCTION pd.bulk_stage(p_bulk pd.bulk, p_rows text) RETURNS pd.bulk
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_bulk pd.bulk := p_bulk;
    v_rows record;
    v_count integer;
BEGIN
    SELECT r.line, r.account, r.amount, r.name, r.narrative, r.reference, r.code, r.field, r.sentence, r.hint INTO v_rows
      FROM pd.bulk_rows(p_rows) r;
    v_count := cardinality(v_rows.line);
    IF v_count > 5000 OR p_bulk.lines + v_count > p_bulk.lines_expected THEN
        PERFORM pd.refuse('PD001', 'A chunk has 1 to 5000 lines, and no more than the file.', 'rows');
    END IF;
    INSERT INTO pd.bulk_line (ledger, bulk, place, line, account, amount, state, given, name, text, reference)
    SELECT p_bulk.ledger, p_bulk.id, p_bulk.lines + r.place, r.line, a.id, r.amount,
           CASE WHEN r.code IS NULL THEN 'good' ELSE 'bad' END, r.account, r.name, r.narrative, r.reference
      FROM unnest(v_rows.line, v_rows.account, v_rows.amount, v_rows.name, v_rows.narrative, v_rows.reference, v_rows.code)
           WITH ORDINALITY AS r(line, account, amount, name, narrative, reference, code, place)
      LEFT JOIN pd.account a ON a.ledger = p_bulk.ledger AND a.number = r.account AND a.kind = 'customer';
    INSERT INTO pd.bulk_fault (ledger, bulk, place, code, field, sentence, hint)
    SELECT p_bulk.ledger, p_bulk.id, p_bulk.lines + r.place, r.code, r.field, r.sentence, r.hint
      FROM unnest(v_rows.code, v_rows.field, v_rows.sentence, v_rows.hint)
           WITH ORDINALITY AS r(code, field, sentence, hint, place)
     WHERE r.code IS NOT NULL;
    PERFORM pd.bulk_judge(p_bulk, p_bulk.lines + 1, p_bulk.lines + v_count, 'bad');
    UPDATE pd.bulk b
       SET lines = b.lines + v_count,
           touched_at = clock_timestamp()
     WHERE b.ledger = p_bulk.ledger AND b.id = p_bulk.id
    RETURNING b.* INTO v_bulk;
    RETURN v_bulk;
END $$;
COMMENT ON FUNCTION pd.bulk_stage(pd.bulk, text) IS 'Keeps and judges the next lines of a bulk: PD001 on rows.';
