-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.fee_points(p_points integer, p_field text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_points NOT BETWEEN 0 AND 10000 THEN
        PERFORM pd.refuse('PD001', 'Basis points are hundredths of a per cent, 0 to 10000.', p_field);
    END IF;
    RETURN coalesce(p_points, 0);
END $$;
COMMENT ON FUNCTION pd.fee_points(integer, text) IS 'Basis points, 0 when left out: PD001 on the field.';
