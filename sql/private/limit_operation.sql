-- SPDX-License-Identifier: Apache-2.0
--
-- The operation that a limit is for; empty: all of them together.  PD001 on the field operation.

CREATE OR REPLACE FUNCTION pd.limit_operation(p_operation text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_operation IS NOT NULL THEN
        PERFORM FROM pd.role_operation r WHERE r.operation = p_operation;
        IF NOT FOUND THEN
            PERFORM pd.refuse('PD001', 'There is no such operation.', 'operation', 'Leave it empty for all operations together.');
        END IF;
    END IF;
    RETURN coalesce(p_operation, '');
END $$;
COMMENT ON FUNCTION pd.limit_operation(text) IS 'Operation of a limit. PD001 on operation.';
