-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps the next lines of a file that is being loaded, and judges them.  p_rows is a JSON array of objects:
--   l line in the file, a payee's account, m amount in minor units, o payee's name, t text, r reference,
--   and when the reader found the line bad: c code, f field, s sentence, h hint
-- Whoever reads the file has judged its shape; what gets past that is a fault of the reader: PD001 on field rows.

CREATE OR REPLACE FUNCTION pd.bulk_stage(p_bulk pd.bulk, p_rows text) RETURNS pd.bulk
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_bulk pd.bulk := p_bulk;
    v_count integer;
BEGIN
    PERFORM pd.bulk_rows_check(p_rows);
    INSERT INTO pd.bulk_line (ledger, bulk, place, line, account, amount, state, given, name, text, reference)
    SELECT p_bulk.ledger, p_bulk.id, p_bulk.lines + r.place, r.l, a.id, r.m, CASE WHEN r.c IS NULL THEN 'good' ELSE 'bad' END,
           r.a, r.o, r.t, r.r
      FROM ROWS FROM (json_to_recordset(p_rows::json) AS (l integer, a text, m bigint, o text, t text, r text, c text))
           WITH ORDINALITY AS r(l, a, m, o, t, r, c, place)
      LEFT JOIN pd.account a ON a.ledger = p_bulk.ledger AND a.number = r.a AND a.kind = 'customer';
    GET DIAGNOSTICS v_count = ROW_COUNT;
    IF v_count NOT BETWEEN 1 AND 5000 OR p_bulk.lines + v_count > p_bulk.lines_expected THEN
        PERFORM pd.refuse('PD001', 'A chunk has 1 to 5000 lines, and no more than the file.', 'rows');
    END IF;
    INSERT INTO pd.bulk_fault (ledger, bulk, place, code, field, sentence, hint)
    SELECT p_bulk.ledger, p_bulk.id, p_bulk.lines + r.place, r.c, r.f, r.s, r.h
      FROM ROWS FROM (json_to_recordset(p_rows::json) AS (c text, f text, s text, h text))
           WITH ORDINALITY AS r(c, f, s, h, place)
     WHERE r.c IS NOT NULL;
    PERFORM pd.bulk_judge(p_bulk, p_bulk.lines + 1, p_bulk.lines + v_count, 'bad');
    UPDATE pd.bulk b
       SET lines = b.lines + v_count,
           touched_at = clock_timestamp()
     WHERE b.ledger = p_bulk.ledger AND b.id = p_bulk.id
    RETURNING b.* INTO v_bulk;
    RETURN v_bulk;
END $$;
COMMENT ON FUNCTION pd.bulk_stage(pd.bulk, text) IS 'Keeps and judges the next lines of a bulk: PD001 on rows.';
