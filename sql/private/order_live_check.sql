-- SPDX-License-Identifier: Apache-2.0
--
-- An account from which orders still pay is not closed.  Orders that pay to it are somebody else's: they fail on their
-- day, and their payer is told.

CREATE OR REPLACE FUNCTION pd.order_live_check(p_account pd.account_now, p_field text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_orders text;
BEGIN
    SELECT string_agg(o.id::text, ', ' ORDER BY o.id) INTO v_orders
      FROM (SELECT o.id
              FROM pd.standing_order o
             WHERE o.ledger = p_account.ledger AND o.from_account = p_account.id AND o.status NOT IN ('ended', 'cancelled')
             ORDER BY o.id
             LIMIT 10) o;
    IF v_orders IS NOT NULL THEN
        PERFORM pd.refuse('PD029', format('Orders still pay from account %s: %s.', p_account.number, v_orders), p_field,
                          'Cancel them first: order.cancel.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.order_live_check(pd.account_now, text) IS 'PD029 while orders pay from the account.';
