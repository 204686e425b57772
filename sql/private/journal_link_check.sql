-- SPDX-License-Identifier: Apache-2.0
--
-- What may no longer be done with a posting because of what was done with it, or because of what it is.  PD033 when it
-- was reversed, or has its fee back already (p_kind waiver); the sentence names the receipt that did it.  PD034 when
-- it is itself a reversal, a correction or a waiver, and for a reversal also when a part of it was put right already:
-- the whole would go back a second time.

CREATE OR REPLACE FUNCTION pd.journal_link_check(p_journal pd.journal, p_kind text, p_field text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_receipt text := pd.receipt_number(p_journal.ledger, p_journal.id);
    v_link pd.journal_link;
BEGIN
    SELECT k.* INTO v_link
      FROM pd.journal_link k
     WHERE k.ledger = p_journal.ledger AND k.target = p_journal.id
       AND (k.kind IN ('reversal', p_kind) OR p_kind = 'reversal') AND NOT (k.kind = 'correction' AND p_kind = 'correction')
     ORDER BY k.kind <> 'reversal', k.kind <> p_kind, k.journal
     LIMIT 1;
    IF v_link.kind = 'reversal' THEN
        PERFORM pd.refuse('PD033', format('%s was reversed by %s.', v_receipt, pd.receipt_number(v_link.ledger, v_link.journal)),
                          p_field, 'Enter it once more if it was right after all.');
    ELSIF v_link.kind = p_kind THEN
        PERFORM pd.refuse('PD033', format('The fee of %s was given back by %s.', v_receipt,
                          pd.receipt_number(v_link.ledger, v_link.journal)), p_field, 'It is given back once.');
    ELSIF v_link.kind IS NOT NULL THEN
        PERFORM pd.refuse('PD034', format('%s was %s by %s already.', v_receipt,
                          CASE v_link.kind WHEN 'waiver' THEN 'given its fee back' ELSE 'corrected' END,
                          pd.receipt_number(v_link.ledger, v_link.journal)), p_field, 'Use payment.correct.');
    END IF;
    SELECT k.* INTO v_link FROM pd.journal_link k WHERE k.ledger = p_journal.ledger AND k.journal = p_journal.id LIMIT 1;
    IF FOUND THEN
        PERFORM pd.refuse('PD034', format('%s is itself the %s of %s.', v_receipt, v_link.kind,
                          pd.receipt_number(v_link.ledger, v_link.target)), p_field,
                          CASE v_link.kind WHEN 'correction' THEN format('Correct %s again.', pd.receipt_number(v_link.ledger, v_link.target))
                               ELSE 'Enter what is right anew.' END);
    END IF;
END $$;
COMMENT ON FUNCTION pd.journal_link_check(pd.journal, text, text) IS
    'PD033 reversed or waived already, PD034 itself a reversal, correction or waiver, or put right in part.';
