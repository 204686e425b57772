-- SPDX-License-Identifier: Apache-2.0
--
-- Locks the balance rows of the payer and of the payees of a bulk's next lines up to a place, in account order.

CREATE OR REPLACE FUNCTION pd.bulk_lock_accounts(p_bulk pd.bulk, p_last integer) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    PERFORM FROM pd.balance b
      WHERE b.ledger = p_bulk.ledger
        AND b.account IN (SELECT p_bulk.payer
                          UNION
                          SELECT l.account
                            FROM pd.bulk_line l
                           WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place > p_bulk.done_to
                             AND l.place <= p_last AND l.state = 'good')
      ORDER BY b.account
        FOR NO KEY UPDATE;
END $$;
COMMENT ON FUNCTION pd.bulk_lock_accounts(pd.bulk, integer) IS 'Locks the balances that the next lines of a bulk touch.';
