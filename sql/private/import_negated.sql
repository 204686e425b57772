-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_negated(p_amounts bigint[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(-a.amount ORDER BY a.place) FROM unnest(p_amounts) WITH ORDINALITY AS a(amount, place)
$$;
COMMENT ON FUNCTION pd.import_negated(bigint[]) IS 'The same amounts with the other sign: the contra legs.';
