-- SPDX-License-Identifier: Apache-2.0
--
-- What payment.reverse would post: the exact entries and balances, nothing written, nothing locked.

CREATE OR REPLACE FUNCTION api.payment_reverse_preview(p_receipt text, p_reason text, p_force boolean DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('payment.reverse');
    v_journal pd.journal;
    v_cash text;
BEGIN
    PERFORM pd.reason_clean(p_reason, 'reason');
    v_journal := pd.journal_get(v_staff.ledger, p_receipt, 'receipt', false);
    SELECT string_agg(format('%s %s %s.', CASE WHEN e.amount < 0 THEN 'The customer gets' ELSE 'The customer brings back' END,
                             pd.money_text(abs(e.amount), e.currency),
                             CASE WHEN e.amount < 0 THEN 'back out of ' ELSE 'into ' END || a.number), ' ')
      INTO v_cash
      FROM unnest(v_journal.entry_account, v_journal.entry_seq) AS k(account, seq)
      JOIN pd.entry e ON e.ledger = v_journal.ledger AND e.account = k.account AND e.seq = k.seq
      JOIN pd.account a ON a.ledger = v_journal.ledger AND a.id = k.account AND a.kind = 'drawer';
    RETURN pd.link_show(v_staff.ledger, pd.plan_payment_reverse(v_staff, v_journal, coalesce(p_force, false)),
                        coalesce(p_force, false), v_cash);
END $$;
COMMENT ON FUNCTION api.payment_reverse_preview(text, text, boolean) IS
    'Preview of payment.reverse: entries, fee_minor, total_minor, remark; refuses as it would.';
