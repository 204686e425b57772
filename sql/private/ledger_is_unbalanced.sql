-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.is_unbalanced(p_currency smallint[], p_amount bigint[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT
                     FROM unnest(p_currency, p_amount) AS l(currency, amount)
                    GROUP BY l.currency
                   HAVING sum(l.amount) <> 0);
END $$;
COMMENT ON FUNCTION pd.is_unbalanced(smallint[], bigint[]) IS 'Whether the legs of some currency do not sum to zero.';
