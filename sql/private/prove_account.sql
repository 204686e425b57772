-- SPDX-License-Identifier: Apache-2.0
--
-- The number of an account, for a proof that names what is wrong; its id where there is no such account.

CREATE OR REPLACE FUNCTION pd.prove_account(p_ledger smallint, p_account bigint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT a.number FROM pd.account a WHERE a.ledger = p_ledger AND a.id = p_account), '#' || p_account);
END $$;
COMMENT ON FUNCTION pd.prove_account(smallint, bigint) IS 'How a proof names an account.';
