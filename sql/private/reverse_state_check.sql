-- SPDX-License-Identifier: Apache-2.0
--
-- Whether a posting may still be reversed: PD033 it was, PD034 its kind never is, or it was put right in part, or its
-- business day is over; PD011 the drawer that took or paid the cash is closed.

CREATE OR REPLACE FUNCTION pd.reverse_state_check(p_journal pd.journal, p_legs pd.leg[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_receipt text := pd.receipt_number(p_journal.ledger, p_journal.id);
    v_drawer text;
BEGIN
    PERFORM pd.journal_link_check(p_journal, 'reversal', 'receipt');
    PERFORM FROM pd.reversal_kind r WHERE r.operation = p_journal.operation;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD034', format('%s is a posting of the kind %s, which is never reversed.', v_receipt, p_journal.operation),
                          'receipt', 'Use payment.correct.');
    END IF;
    PERFORM FROM pd.ledger l WHERE l.id = p_journal.ledger AND l.business_date = p_journal.business_date;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD034', format('%s is of %s; a posting is reversed on its own business day or not at all.', v_receipt,
                          p_journal.business_date), 'receipt', 'Use payment.correct.');
    END IF;
    SELECT a.number INTO v_drawer
      FROM unnest(p_legs) AS l
      JOIN pd.account a ON a.ledger = p_journal.ledger AND a.id = l.account
     WHERE a.kind = 'drawer' AND a.status <> 'open'
     LIMIT 1;
    IF FOUND THEN
        PERFORM pd.refuse('PD011', format('The cash of %s went through %s, which is closed.', v_receipt, v_drawer), 'receipt',
                          'Use payment.correct.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.reverse_state_check(pd.journal, pd.leg[]) IS 'PD033, PD034, PD011 unless this posting may be reversed now.';
