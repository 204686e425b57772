-- SPDX-License-Identifier: Apache-2.0
--
-- Locks the balance rows of accounts, in the order of their ids, as every posting does.  Whatever changes a reservation
-- holds the row of its account first.  Deferred accounts have no row that anybody waits for.

CREATE OR REPLACE FUNCTION pd.reservation_lock(p_ledger smallint, p_accounts bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM pd.balance b
      WHERE b.ledger = p_ledger AND b.account = ANY (p_accounts) AND b.flags & 32 = 0
      ORDER BY b.account
        FOR NO KEY UPDATE;
END $$;
COMMENT ON FUNCTION pd.reservation_lock(smallint, bigint[]) IS 'Locks balance rows in account id order.';
