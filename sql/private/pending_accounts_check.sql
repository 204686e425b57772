-- SPDX-License-Identifier: Apache-2.0
--
-- Whether money may still go from one account to the other: PD013 closed, PD014 blocked, in the order of the refusals.

CREATE OR REPLACE FUNCTION pd.pending_accounts_check(p_ledger smallint, p_debit bigint, p_credit bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_debit pd.account_now;
    v_credit pd.account_now;
BEGIN
    SELECT a.* INTO STRICT v_debit FROM pd.account_now a WHERE a.ledger = p_ledger AND a.id = p_debit;
    SELECT a.* INTO STRICT v_credit FROM pd.account_now a WHERE a.ledger = p_ledger AND a.id = p_credit;
    PERFORM pd.account_open_check(v_debit, NULL);
    PERFORM pd.account_open_check(v_credit, NULL);
    PERFORM pd.account_block_check(v_debit, CASE v_debit.side WHEN 1 THEN 2 ELSE 4 END, NULL);
    PERFORM pd.account_block_check(v_credit, CASE v_credit.side WHEN 1 THEN 4 ELSE 2 END, NULL);
END $$;
COMMENT ON FUNCTION pd.pending_accounts_check(smallint, bigint, bigint) IS 'PD013, PD014 between two accounts.';
