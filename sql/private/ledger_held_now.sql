-- SPDX-License-Identifier: Apache-2.0
--
-- What open holds keep back on an account at this moment.

CREATE OR REPLACE FUNCTION pd.held_now(p_ledger smallint, p_account bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT b.held FROM pd.balance b WHERE b.ledger = p_ledger AND b.account = p_account);
END $$;
COMMENT ON FUNCTION pd.held_now(smallint, bigint) IS 'Kept back by open holds at this moment.';
