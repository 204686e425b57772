-- SPDX-License-Identifier: Apache-2.0
--
-- Refuses a closed account.

CREATE OR REPLACE FUNCTION pd.account_open_check(p_account pd.account_now, p_field text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_account.flags & 8 <> 0 THEN
        PERFORM pd.refuse('PD013', format('Account %s is closed.', p_account.number), p_field);
    END IF;
END $$;
COMMENT ON FUNCTION pd.account_open_check(pd.account_now, text) IS 'PD013 for a closed account.';
