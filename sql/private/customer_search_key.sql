-- SPDX-License-Identifier: Apache-2.0
--
-- What a name is searched by: lower case, without accents, single blanks.  "Müller" and "MULLER" are one.

CREATE OR REPLACE FUNCTION pd.search_key(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT btrim(regexp_replace(regexp_replace(
               normalize(lower(p_text COLLATE "und-x-icu"), NFKD), '[\u0300-\u036F]', '', 'g'), '\s+', ' ', 'g'))
$$;
COMMENT ON FUNCTION pd.search_key(text) IS 'Folds a name for the search index and for queries on it.';
