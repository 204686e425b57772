-- SPDX-License-Identifier: Apache-2.0
--
-- The difference between what a posting and its corrections so far made and what it should have been, on the same two
-- accounts in the same order.  Fees stay as they were charged (fee.waive gives them back).

CREATE OR REPLACE FUNCTION pd.plan_payment_correct(p_journal pd.journal, p_amount text) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_pair pd.leg[];
    v_currency smallint;
    v_difference bigint;
BEGIN
    PERFORM pd.correct_amount(p_amount, NULL);
    PERFORM pd.journal_link_check(p_journal, 'correction', 'receipt');
    v_pair := pd.correct_pair(p_journal);
    SELECT a.currency INTO STRICT v_currency FROM pd.account a WHERE a.ledger = p_journal.ledger AND a.id = v_pair[1].account;
    v_difference := sign(v_pair[1].amount)::bigint * pd.correct_amount(p_amount, v_currency)
                    - v_pair[1].amount - pd.correct_sum(p_journal);
    IF v_difference = 0 THEN
        PERFORM pd.refuse('PD029', format('%s stands at this amount already.', pd.receipt_number(p_journal.ledger, p_journal.id)),
                          'amount', 'Nothing needs to be corrected.');
    END IF;
    RETURN ARRAY[ROW(v_pair[1].account, v_difference, v_pair[1].what, 'receipt'),
                 ROW(v_pair[2].account, -v_difference, v_pair[2].what, 'receipt')]::pd.leg[];
END $$;
COMMENT ON FUNCTION pd.plan_payment_correct(pd.journal, text) IS 'Legs of payment.correct: PD001, PD015, PD029, PD033, PD034.';
