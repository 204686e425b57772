-- SPDX-License-Identifier: Apache-2.0
--
-- What keeps an account from being closed, in words: its balance, every kind of reservation.  Empty: nothing.

CREATE OR REPLACE FUNCTION pd.reservation_blockers(p_account pd.account_now) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT coalesce(string_agg(s.words, '; ' ORDER BY s.place), '')
      FROM (SELECT 0 AS place, 'a balance of ' || pd.money_text(p_account.balance, p_account.currency) AS words
             WHERE p_account.balance <> 0
             UNION ALL
            SELECT 1, format('pending transfers of %s (%s)', pd.money_text(sum(r.amount)::bigint, p_account.currency), count(*))
              FROM pd.reserved r
             WHERE r.ledger = p_account.ledger AND r.account = p_account.id AND r.kind = 'pending'
               AND (r.next_at IS NULL OR r.next_at > clock_timestamp())
            HAVING count(*) > 0
             UNION ALL
            SELECT 2, format('hold %s (%s) of %s', h.id, h.kind, pd.money_text(h.remaining, h.currency))
              FROM pd.reserved r
              JOIN pd.hold_state h ON h.ledger = r.ledger AND h.id = r.id
             WHERE r.ledger = p_account.ledger AND r.account = p_account.id AND r.kind = 'hold' AND h.remaining > 0) s);
END $$;
COMMENT ON FUNCTION pd.reservation_blockers(pd.account_now) IS 'What keeps an account from being closed, in words.';
