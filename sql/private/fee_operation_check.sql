-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.fee_operation_check(p_operation text, p_field text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_operation IS NULL OR p_operation <> ALL (pd.fee_operations()) THEN
        PERFORM pd.refuse('PD001', 'This operation has no fee.', p_field,
                          format('It is one of %s.', array_to_string(pd.fee_operations(), ', ')));
    END IF;
END $$;
COMMENT ON FUNCTION pd.fee_operation_check(text, text) IS 'PD001 unless the operation may have a fee.';
