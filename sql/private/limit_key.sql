-- SPDX-License-Identifier: Apache-2.0
--
-- The limit that the form's fields name, without its amounts; for an account its balance row is locked.
-- PD001, PD012, PD013, PD015.

CREATE OR REPLACE FUNCTION pd.limit_key(
    p_ledger smallint, p_scope text, p_subject text, p_operation text, p_currency text, p_changes boolean)
RETURNS pd.limit
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_limit pd.limit;
BEGIN
    v_limit.ledger := p_ledger;
    v_limit.scope := p_scope;
    v_limit.operation := pd.limit_operation(p_operation);
    v_limit.subject := pd.limit_subject(p_ledger, p_scope, p_subject, p_changes);
    v_limit.currency := pd.limit_currency(p_ledger, p_scope, v_limit.subject, p_currency);
    IF p_scope = 'account' THEN
        PERFORM pd.reservation_lock(p_ledger, ARRAY[v_limit.subject::bigint]);
    END IF;
    RETURN v_limit;
END $$;
COMMENT ON FUNCTION pd.limit_key(smallint, text, text, text, text, boolean) IS
    'The limit that fields name. PD001, PD012, PD013, PD015.';
