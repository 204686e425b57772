-- SPDX-License-Identifier: Apache-2.0
--
-- A bulk by its number, locked for a change when asked to.  PD012 on field bulk.

CREATE OR REPLACE FUNCTION pd.bulk_get(p_ledger smallint, p_bulk integer, p_lock boolean) RETURNS pd.bulk
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bulk pd.bulk;
BEGIN
    IF p_lock THEN
        SELECT b.* INTO v_bulk FROM pd.bulk b WHERE b.ledger = p_ledger AND b.id = p_bulk FOR NO KEY UPDATE;
    ELSE
        SELECT b.* INTO v_bulk FROM pd.bulk b WHERE b.ledger = p_ledger AND b.id = p_bulk;
    END IF;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', format('There is no bulk %s.', p_bulk), 'bulk', 'bulk.list shows them.');
    END IF;
    RETURN v_bulk;
END $$;
COMMENT ON FUNCTION pd.bulk_get(smallint, integer, boolean) IS 'A bulk by number, locked or not: PD012.';
