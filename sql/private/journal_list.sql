-- SPDX-License-Identifier: Apache-2.0
--
-- Lists the next journals up to p_settled by the member of staff who posted them.  An index would do the same within every
-- posting; this does it for many at once, later.

CREATE OR REPLACE FUNCTION pd.journal_list(p_settled bigint, p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_from bigint := (SELECT m.listed FROM pd.journal_mark m);
    v_to bigint := least(v_from + p_limit, p_settled);
BEGIN
    IF v_to <= v_from THEN
        RETURN 0;
    END IF;
    INSERT INTO pd.staff_journal (ledger, staff, journal)
    SELECT l.id, j.staff, j.id
      FROM pd.ledger l
      JOIN pd.journal j ON j.ledger = l.id AND j.id > v_from AND j.id <= v_to
     WHERE j.staff IS NOT NULL;
    UPDATE pd.journal_mark SET listed = v_to;
    RETURN v_to - v_from;
END $$;
COMMENT ON FUNCTION pd.journal_list(bigint, integer) IS 'Lists settled journals by staff; how many ids it went through.';
