-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_text(p_purpose text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT upper(left(p_purpose, 1)) || replace(substr(p_purpose, 2), '_', ' ')
$$;
COMMENT ON FUNCTION pd.import_text(text) IS
    'What a statement says of an imported transaction: "Loan payment"; NULL without purpose.';
