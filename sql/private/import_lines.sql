-- SPDX-License-Identifier: Apache-2.0
--
-- The rows of one file from a block of lines, cells separated by tabs, an empty cell being NULL.  The program
-- has checked the cells; the tables' own constraints check them again.

CREATE OR REPLACE FUNCTION pd.import_lines(p_rows text) RETURNS TABLE (c text[])
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_to_array(l.line, E'\t', '') FROM string_to_table(p_rows, E'\n') AS l(line)
$$;
COMMENT ON FUNCTION pd.import_lines(text) IS 'The cells of each line of a block.';
