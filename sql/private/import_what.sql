-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_what(p_operation text, p_purpose text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
               WHEN p_purpose = 'statement_fee' THEN 'fee'
               WHEN p_operation = 'interest' OR p_purpose = 'overdraft_interest' THEN 'interest'
               ELSE 'principal'
           END
$$;
COMMENT ON FUNCTION pd.import_what(text, text) IS
    'The kind of an imported journal''s legs: principal, fee or interest.';
