-- SPDX-License-Identifier: Apache-2.0
--
-- The person an administrator means: of his own branch, and not himself.

CREATE OR REPLACE FUNCTION pd.staff_other(p_call pd.call, p_name text) RETURNS pd.staff
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff;
BEGIN
    -- Before the lock: nobody may hold the row that his own dismissal must write.
    IF p_name = session_user THEN
        PERFORM pd.refuse('PD004', 'Nobody may do this to himself.', 'name', 'Ask another administrator.');
    END IF;
    SELECT s.id, s.name, s.full_name, s.role, s.ledger, s.active, s.generation, s.not_before,
           s.created_at, s.created_by
      INTO v_staff
      FROM pd.staff s
     WHERE s.name = p_name AND s.ledger = p_call.ledger
       FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', 'There is no person of this name.', 'name');
    END IF;
    RETURN v_staff;
END $$;
COMMENT ON FUNCTION pd.staff_other(pd.call, text) IS 'Finds and locks the person. PD012; PD004 for oneself.';
