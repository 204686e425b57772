-- SPDX-License-Identifier: Apache-2.0
--
-- The same legs the other way round.

CREATE OR REPLACE FUNCTION pd.legs_mirror(p_legs pd.leg[]) RETURNS pd.leg[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT array_agg(ROW(l.account, -l.amount, l.what, l.field)::pd.leg ORDER BY l.place)
      FROM unnest(p_legs) WITH ORDINALITY AS l(account, amount, what, field, place));
END $$;
COMMENT ON FUNCTION pd.legs_mirror(pd.leg[]) IS 'Legs with their signs turned; NULL for none.';
