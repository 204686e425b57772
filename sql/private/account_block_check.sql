-- SPDX-License-Identifier: Apache-2.0
--
-- Refuses an account that is blocked on the given side (2 debits, 4 credits) or is still being moved in.

CREATE OR REPLACE FUNCTION pd.account_block_check(p_account pd.account_now, p_flag integer, p_field text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_account.flags & 16 <> 0 THEN
        PERFORM pd.refuse('PD014', format('Account %s is still being moved in.', p_account.number), p_field);
    END IF;
    IF p_account.flags & p_flag <> 0 THEN
        PERFORM pd.refuse('PD014', format('Account %s is blocked: no money may %s.', p_account.number,
            CASE p_flag WHEN 2 THEN 'go out' ELSE 'come in' END), p_field, 'Ask a supervisor.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.account_block_check(pd.account_now, integer, text) IS 'PD014 for an account blocked on that side.';
