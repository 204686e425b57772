-- SPDX-License-Identifier: Apache-2.0
--
-- What a limit is for, as people write it: an account by its number.

CREATE OR REPLACE FUNCTION pd.limit_subject_shown(p_limit pd.limit) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_limit.scope = 'account' THEN
        RETURN (SELECT a.number FROM pd.account a WHERE a.ledger = p_limit.ledger AND a.id = p_limit.subject::bigint);
    END IF;
    RETURN p_limit.subject;
END $$;
COMMENT ON FUNCTION pd.limit_subject_shown(pd.limit) IS 'What a limit is for, as people write it.';
