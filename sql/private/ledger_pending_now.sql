-- SPDX-License-Identifier: Apache-2.0
--
-- What open pending transfers reserve on an account at this moment.

CREATE OR REPLACE FUNCTION pd.pending_now(p_ledger smallint, p_account bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT b.pending FROM pd.balance b WHERE b.ledger = p_ledger AND b.account = p_account);
END $$;
COMMENT ON FUNCTION pd.pending_now(smallint, bigint) IS 'Reserved by open pending transfers at this moment.';
