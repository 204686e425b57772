-- SPDX-License-Identifier: Apache-2.0
--
-- A hold as pd.hold_get returns it, with the balance rows of its account and of the one that is to get its money locked in
-- their order, as a posting between them would.  PD001, PD012 on the fields hold and to.

CREATE OR REPLACE FUNCTION pd.hold_get_with(p_ledger smallint, p_hold bigint, p_to text) RETURNS pd.hold_state
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_account bigint := (pd.hold_seen(p_ledger, p_hold)).account;
BEGIN
    PERFORM pd.reservation_lock(p_ledger, ARRAY[v_account, (pd.account_get(p_ledger, p_to, 'to')).id]);
    RETURN pd.hold_get(p_ledger, NULL, p_hold, NULL);
END $$;
COMMENT ON FUNCTION pd.hold_get_with(smallint, bigint, text) IS 'A hold and its state, with both accounts locked. PD001, PD012.';
