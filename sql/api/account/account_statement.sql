-- SPDX-License-Identifier: Apache-2.0
--
-- An account's entries, newest first, a page at a time: p_before is the seq of the last row of the page before.  Found
-- by primary keys only: the entries backward by seq, each one's journal, and through the journal's array of entry keys
-- the counterparty.  Operation account.statement.
-- A search for an amount, a text or a counterparty walks the same way and leaves out what does not fit.

CREATE OR REPLACE FUNCTION api.account_statement(
    p_account text, p_before bigint DEFAULT NULL, p_limit integer DEFAULT NULL, p_from date DEFAULT NULL, p_to date DEFAULT NULL,
    p_amount text DEFAULT NULL, p_text text DEFAULT NULL, p_counterparty text DEFAULT NULL)
RETURNS TABLE (
    seq bigint, booked date, value_date date, at timestamptz, operation text, what text, text text, counterparty text,
    amount_minor bigint, balance_minor bigint, currency text, receipt text, links text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('account.statement');
    v_limit integer := pd.page_limit(p_limit, 25);
    v_account pd.account_now := pd.account_seen_get(v_staff, p_account, 'account');
    v_currency text;
    v_minor bigint := CASE WHEN p_amount IS NOT NULL THEN pd.money_minor(p_amount, v_account.currency, 'amount') END;
    v_text text := lower(pd.text_clean(p_text, 'text', 140));
    v_number text := replace(pd.text_clean(p_counterparty, 'counterparty', 70), ' ', '');
    v_other bigint := (SELECT a.id FROM pd.account a WHERE a.ledger = v_account.ledger AND a.number = v_number);
    v_low bigint := 0;
    -- The version of a deferred account tells what is folded, not which entry is the newest.
    v_high bigint := CASE WHEN v_account.flags & 32 = 0 THEN v_account.version END;
BEGIN
    IF p_before <= 0 THEN
        PERFORM pd.refuse('PD001', 'Give the number of a statement line.', 'before');
    END IF;
    IF p_from > p_to THEN
        PERFORM pd.refuse('PD001', 'The first day lies after the last.', 'to');
    END IF;
    SELECT c.code INTO STRICT v_currency FROM pd.currency c WHERE c.number = v_account.currency;
    -- On a customer's account days only go forward, so a period is a range of seq.
    IF v_account.kind = 'customer' AND p_from IS NOT NULL THEN
        v_low := pd.seq_at(v_account.ledger, v_account.id, v_account.version, p_from - 1);
    END IF;
    IF v_account.kind = 'customer' AND p_to IS NOT NULL THEN
        v_high := pd.seq_at(v_account.ledger, v_account.id, v_account.version, p_to);
    END IF;
    RETURN QUERY
    SELECT e.seq, e.booked, j.value_date, j.created_at, j.operation, e.what, j.text,
           coalesce(j.partner, o.number), e.amount * v_account.side,
           coalesce(e.balance, pd.balance_after(v_account.ledger, v_account.id, e.seq)) * v_account.side, v_currency,
           pd.receipt_number(j.ledger, j.id), pd.journal_links_text(j.ledger, j.id)
      FROM (SELECT n.seq, n.booked, n.journal, n.amount, n.balance, n.what
              FROM pd.entry n
             WHERE n.ledger = v_account.ledger AND n.account = v_account.id
               AND n.seq > v_low AND n.seq <= coalesce(least(v_high, p_before - 1), 9223372036854775807)
               AND (p_from IS NULL OR n.booked >= p_from) AND (p_to IS NULL OR n.booked <= p_to)
               AND (v_minor IS NULL OR abs(n.amount) = v_minor)
               AND (v_text IS NULL AND v_number IS NULL OR EXISTS (
                    SELECT
                      FROM pd.journal s
                     WHERE s.ledger = n.ledger AND s.id = n.journal
                       AND (v_text IS NULL OR strpos(lower(s.text), v_text) > 0)
                       AND (v_number IS NULL OR s.partner = v_number OR v_other = ANY (s.entry_account))))
             ORDER BY n.seq DESC
             LIMIT v_limit) e
      JOIN pd.journal j ON j.ledger = v_account.ledger AND j.id = e.journal
      LEFT JOIN LATERAL (
           SELECT a.number
             FROM unnest(j.entry_account, j.entry_seq) WITH ORDINALITY AS k(account, seq, place)
             JOIN pd.entry x ON x.ledger = j.ledger AND x.account = k.account AND x.seq = k.seq
             JOIN pd.account a ON a.ledger = j.ledger AND a.id = k.account
            WHERE k.account <> v_account.id AND sign(x.amount) <> sign(e.amount)
            ORDER BY x.what <> e.what, k.place
            LIMIT 1) o ON true
     ORDER BY e.seq DESC;
END $$;
COMMENT ON FUNCTION api.account_statement(text, bigint, integer, date, date, text, text, text) IS
    'Statement, newest first, a page at a time, searched if wanted. PD001, PD004, PD012, PD015.';
