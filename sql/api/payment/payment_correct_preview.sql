-- SPDX-License-Identifier: Apache-2.0
--
-- What payment.correct would post, with what was corrected so far in words; nothing written.

CREATE OR REPLACE FUNCTION api.payment_correct_preview(p_receipt text, p_amount text, p_reason text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('payment.correct');
    v_journal pd.journal;
    v_legs pd.leg[];
    v_first bigint;
    v_sum bigint;
    v_currency smallint;
BEGIN
    PERFORM pd.reason_clean(p_reason, 'reason');
    v_journal := pd.journal_get(v_staff.ledger, p_receipt, 'receipt', false);
    v_legs := pd.plan_payment_correct(v_journal, p_amount);
    v_first := (pd.correct_pair(v_journal))[1].amount;
    v_sum := pd.correct_sum(v_journal) * sign(v_first)::bigint;
    SELECT a.currency INTO STRICT v_currency FROM pd.account a WHERE a.ledger = v_staff.ledger AND a.id = v_legs[1].account;
    RETURN pd.link_show(v_staff.ledger, v_legs, false, concat_ws(' ',
        format('Posted %s, corrected so far by %s.', pd.money_text(abs(v_first), v_currency), pd.money_text(v_sum, v_currency)),
        CASE WHEN EXISTS (SELECT FROM pd.account a WHERE a.ledger = v_staff.ledger AND a.gl = '2200'
                             AND a.id IN (v_legs[1].account, v_legs[2].account))
             THEN 'The cash is gone: suspense stands for it.' END,
        format('Value date %s.', pd.link_value_date(v_journal))));
END $$;
COMMENT ON FUNCTION api.payment_correct_preview(text, text, text) IS
    'Preview of payment.correct: entries, total_minor, remark; refuses as it would.';
