-- SPDX-License-Identifier: Apache-2.0
--
-- The bulk that a person is loading, locked.  PD012; PD004 for somebody else's; PD029 when it is loaded already.

CREATE OR REPLACE FUNCTION pd.bulk_loading_get(p_call pd.call, p_bulk integer) RETURNS pd.bulk
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bulk pd.bulk := pd.bulk_get(p_call.ledger, p_bulk, true);
BEGIN
    IF v_bulk.loaded_by <> p_call.staff THEN
        PERFORM pd.refuse('PD004', format('Bulk %s is loaded by somebody else.', p_bulk), 'bulk');
    END IF;
    IF v_bulk.state <> 'loading' THEN
        PERFORM pd.refuse('PD029', format('Bulk %s is %s, not loading.', p_bulk, v_bulk.state), 'bulk');
    END IF;
    RETURN v_bulk;
END $$;
COMMENT ON FUNCTION pd.bulk_loading_get(pd.call, integer) IS 'The caller''s bulk in state loading, locked: PD004, PD012, PD029.';
