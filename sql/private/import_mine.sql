-- SPDX-License-Identifier: Apache-2.0
--
-- Locks the import's row for the rest of the transaction, for the run that has it.  A run that another has
-- taken over from (it was silent for long, or somebody killed it and it was not quite dead) can do no more.

CREATE OR REPLACE FUNCTION pd.import_mine(p_import bigint, p_runner integer, p_state text) RETURNS pd.import
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_import pd.import;
BEGIN
    SELECT i.* INTO v_import FROM pd.import i WHERE i.id = p_import FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', 'There is no import of this number.', 'import');
    END IF;
    IF v_import.runner IS DISTINCT FROM p_runner THEN
        PERFORM pd.refuse('PD027', 'Another run has taken this import over.', 'import',
                          'Let that one end, then run the import again to see its figures.');
    END IF;
    IF v_import.state <> p_state THEN
        PERFORM pd.refuse('PD029', format('The import is %s, it should be %s.', v_import.state, p_state), 'import');
    END IF;
    RETURN v_import;
END $$;
COMMENT ON FUNCTION pd.import_mine(bigint, integer, text) IS
    'Locks an import for its runner in the state given. PD012, PD027 taken over, PD029.';
