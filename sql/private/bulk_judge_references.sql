-- SPDX-License-Identifier: Apache-2.0
--
-- A reference (EndToEndId) names one payment of a file: whoever repeats it is bad, PD027.  NOTPROVIDED is no reference.

CREATE OR REPLACE FUNCTION pd.bulk_judge_references(p_bulk pd.bulk) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_count integer;
BEGIN
    WITH repeated AS (
        SELECT l.place, l.reference, l.state, first_value(l.line) OVER w AS first_line, first_value(l.place) OVER w AS first_place
          FROM pd.bulk_line l
         WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.reference <> 'NOTPROVIDED'
        WINDOW w AS (PARTITION BY l.reference ORDER BY l.place)
    ), added AS (
        INSERT INTO pd.bulk_fault (ledger, bulk, place, code, field, sentence, hint)
        SELECT p_bulk.ledger, p_bulk.id, r.place, 'PD027', 'reference',
               format('Reference %s stands on line %s already (payment %s).', r.reference, r.first_line, r.first_place),
               'Give each payment its own reference, or take the second one out.'
          FROM repeated r
         WHERE r.place <> r.first_place AND r.state = 'good'
        RETURNING place
    )
    UPDATE pd.bulk_line l
       SET state = 'bad'
      FROM added
     WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place = added.place;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END $$;
COMMENT ON FUNCTION pd.bulk_judge_references(pd.bulk) IS 'Marks lines that repeat the reference of an earlier one as bad.';
