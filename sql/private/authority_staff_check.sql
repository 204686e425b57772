-- SPDX-License-Identifier: Apache-2.0
--
-- The rules for a new person. The name becomes a database login, so it follows a narrow rule and takes no
-- name that PostgreSQL or another program uses.

CREATE OR REPLACE FUNCTION pd.staff_check(p_name text, p_full_name text, p_role text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_name IS NULL OR p_name !~ '^[a-z][a-z0-9_]{1,30}$' THEN
        PERFORM pd.refuse('PD001', 'A sign-in name has 2 to 31 characters: a–z, 0–9 and _, a letter first.', 'name');
    END IF;
    IF p_full_name IS NULL OR length(p_full_name) NOT BETWEEN 1 AND 70
       OR p_full_name ~ E'[\\u0001-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]'
       OR p_full_name <> btrim(p_full_name) THEN
        PERFORM pd.refuse('PD001', 'A full name has 1 to 70 characters, none of them invisible.', 'full_name');
    END IF;
    IF p_role IS NULL OR p_role NOT IN ('teller', 'support', 'supervisor', 'administrator', 'auditor') THEN
        PERFORM pd.refuse('PD001', 'There is no such role.', 'role',
                          'teller, support, supervisor, administrator or auditor.');
    END IF;
    IF p_name ~ '^(pg_|paydesk)'
       OR p_name IN ('postgres', 'public', 'none', 'user', 'root', 'all', 'current_role', 'current_user',
                     'session_user', 'replication', 'sameuser', 'samerole', 'samegroup') THEN
        PERFORM pd.refuse('PD027', 'This name is reserved.', 'name', 'Choose another one.');
    END IF;
    PERFORM FROM pd.staff s WHERE s.name = p_name;
    IF FOUND OR pd.login_state(p_name) = 'foreign' THEN
        PERFORM pd.refuse('PD027', 'This name is taken.', 'name', 'Choose another one.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.staff_check(text, text, text) IS 'PD001 or PD027 unless a person may be made with these.';
