-- SPDX-License-Identifier: Apache-2.0
--
-- A day of year, month and day in digits; NULL when there is no such day.

CREATE OR REPLACE FUNCTION pd.hold_day_read(p_parts text[]) RETURNS date
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN make_date(p_parts[1]::integer, p_parts[2]::integer, p_parts[3]::integer);
EXCEPTION WHEN datetime_field_overflow THEN
    RETURN NULL;
END $$;
COMMENT ON FUNCTION pd.hold_day_read(text[]) IS 'A date of its three parts; NULL when there is none.';
