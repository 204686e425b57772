-- SPDX-License-Identifier: Apache-2.0
--
-- One account with its balance of this moment.  Operation account.view.
-- A line for each hold, the newest twenty; all of them: account.hold.list.
-- Customers' accounts for everybody at the desk; drawers and the bank's own: pd.account_seen_get.

CREATE OR REPLACE FUNCTION api.account_view(p_account text)
RETURNS TABLE (
    number text, kind text, customer text, holder text, name text, product text, currency text,
    balance_minor bigint, available_minor bigint, held_minor bigint, pending_minor bigint, overdraft_minor bigint,
    status text, blocks text, block_reason text, holds text[], opened date, closed date, last_entry date)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('account.view');
    v_account pd.account_now := pd.account_seen_get(v_staff, p_account, 'account');
BEGIN
    RETURN QUERY
    SELECT v_account.number, v_account.kind, h.number, h.name, v_account.name, v_account.product, c.code,
           v_account.balance, v_account.available, v_account.held, v_account.pending, v_account.overdraft,
           v_account.status, pd.blocks_text(v_account.flags),
           CASE WHEN v_account.flags & 6 <> 0 THEN
               (SELECT n.reason
                  FROM pd.account_note n
                 WHERE n.ledger = v_account.ledger AND n.account = v_account.id AND n.what LIKE 'block %'
                 ORDER BY n.id DESC
                 LIMIT 1)
           END,
           (SELECT coalesce(array_agg(pd.hold_line(s) ORDER BY s.id DESC) FILTER (WHERE s.remaining > 0), '{}')
              FROM (SELECT r.id
                      FROM pd.reserved r
                     WHERE r.ledger = v_account.ledger AND r.account = v_account.id AND r.kind = 'hold'
                     ORDER BY r.id DESC
                     LIMIT 20) n
              JOIN pd.hold_state s ON s.ledger = v_account.ledger AND s.id = n.id),
           v_account.opened, v_account.closed,
           (SELECT e.booked
              FROM pd.entry e
             WHERE e.ledger = v_account.ledger AND e.account = v_account.id AND e.seq = v_account.version)
      FROM pd.currency c
      LEFT JOIN pd.customer_person h ON h.ledger = v_account.ledger AND h.id = v_account.customer
     WHERE c.number = v_account.currency;
END $$;
COMMENT ON FUNCTION api.account_view(text) IS 'An account: holder, balance, available, blocks. PD001, PD004, PD012.';
