-- SPDX-License-Identifier: Apache-2.0
--
-- Basis points for a sentence: 25 is "0.25 %".

CREATE OR REPLACE FUNCTION pd.basis_points_text(p_points integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (p_points / 100) || '.' || lpad((p_points % 100)::text, 2, '0') || ' %';
END $$;
COMMENT ON FUNCTION pd.basis_points_text(integer) IS 'Hundredths of a per cent as text.';
