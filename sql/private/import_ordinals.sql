-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_ordinals(p_count integer) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(n ORDER BY n) FROM generate_series(1, p_count) AS n
$$;
COMMENT ON FUNCTION pd.import_ordinals(integer) IS '{1, 2, … p_count}.';
