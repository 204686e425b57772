-- SPDX-License-Identifier: Apache-2.0
--
-- Gives a pending transfer up: what it reserved is free at once.  Whether its accounts are closed or blocked does not
-- matter.  Returns the amount that was freed.
-- PD012 no such pending transfer, PD030 posted already, PD031 voided already, PD032 expired.

CREATE OR REPLACE FUNCTION pd.pending_void(
    p_ledger smallint, p_id bigint, p_request uuid DEFAULT NULL, p_staff integer DEFAULT NULL)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_pending pd.pending_state := pd.pending_get(p_ledger, p_id);
BEGIN
    PERFORM pd.pending_open_check('The pending transfer', v_pending.state, 'pending');
    RETURN pd.pending_end_write(p_ledger, p_id, 'voided', 0, NULL, p_request, p_staff);
END $$;
COMMENT ON FUNCTION pd.pending_void(smallint, bigint, uuid, integer) IS
    'Voids a pending transfer; returns what it frees. PD012, PD030 to PD032.';
