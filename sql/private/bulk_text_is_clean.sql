-- SPDX-License-Identifier: Apache-2.0
--
-- Whether a text of a line may be kept: the rule of pd.text_clean as a condition.  The terminal cleans what it sends;
-- this is for those that are no terminal of ours.

CREATE OR REPLACE FUNCTION pd.bulk_text_is_clean(p_text text, p_max integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN p_text IS NULL
        OR (length(p_text) <= p_max
            AND p_text !~ '[\u0001-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]');
END $$;
COMMENT ON FUNCTION pd.bulk_text_is_clean(text, integer) IS 'No control or invisible character, not too long; NULL is clean.';
