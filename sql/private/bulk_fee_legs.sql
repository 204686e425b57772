-- SPDX-License-Identifier: Apache-2.0
--
-- The legs of a fee as a bulk keeps them (fee_legs).

CREATE OR REPLACE FUNCTION pd.bulk_fee_legs(p_legs jsonb) RETURNS pd.leg[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT array_agg(ROW(l.account, l.amount, l.what, l.field)::pd.leg ORDER BY l.place)
                       FROM ROWS FROM (jsonb_to_recordset(p_legs) AS (account bigint, amount bigint, what text, field text))
                            WITH ORDINALITY AS l(account, amount, what, field, place)), '{}');
END $$;
COMMENT ON FUNCTION pd.bulk_fee_legs(jsonb) IS 'fee_legs of a bulk as legs.';
