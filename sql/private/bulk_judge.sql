-- SPDX-License-Identifier: Apache-2.0
--
-- Marks the good lines of a range that cannot be posted now: bad before acceptance, refused after.  Returns how many.

CREATE OR REPLACE FUNCTION pd.bulk_judge(p_bulk pd.bulk, p_from integer, p_to integer, p_state text) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_count integer;
BEGIN
    WITH added AS (
        INSERT INTO pd.bulk_fault (ledger, bulk, place, code, field, sentence, hint)
        SELECT p_bulk.ledger, p_bulk.id, f.place, f.code, f.field, f.sentence, f.hint
          FROM pd.bulk_faults(p_bulk, p_from, p_to) f
        RETURNING place
    )
    UPDATE pd.bulk_line l
       SET state = p_state
      FROM added
     WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place = added.place
       AND l.place BETWEEN p_from AND p_to;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END $$;
COMMENT ON FUNCTION pd.bulk_judge(pd.bulk, integer, integer, text) IS 'Marks lines that cannot be posted now as p_state, with their faults.';
