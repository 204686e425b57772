-- SPDX-License-Identifier: Apache-2.0
--
-- Says on an account's balance row whether it has a limit of its own (flag 64), so that postings of all others need not ask.

CREATE OR REPLACE FUNCTION pd.limit_flag(p_ledger smallint, p_account bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE pd.balance b
       SET flags = CASE WHEN EXISTS (SELECT
                                       FROM pd.limit l
                                      WHERE l.ledger = p_ledger AND l.scope = 'account' AND l.subject = p_account::text)
                        THEN b.flags | 64 ELSE b.flags & ~64 END
     WHERE b.ledger = p_ledger AND b.account = p_account;
END $$;
COMMENT ON FUNCTION pd.limit_flag(smallint, bigint) IS 'Sets or clears flag 64 of an account.';
