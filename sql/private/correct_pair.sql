-- SPDX-License-Identifier: Apache-2.0
--
-- The two accounts between which the amount of a posting went, as legs with the amounts that were posted.  Cash is gone
-- by the time somebody corrects, so suspense (2200) stands for a drawer or vault.  PD034 when there is no such pair: more
-- than two accounts or currencies, or no customer's among them.

CREATE OR REPLACE FUNCTION pd.correct_pair(p_journal pd.journal) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_legs pd.leg[];
    v_fits boolean;
BEGIN
    SELECT array_agg(ROW(CASE WHEN a.gl IN ('1010', '1020', '1090') THEN pd.internal_account(a.ledger, '2200', a.currency) ELSE a.id END,
                         l.amount, l.what, 'receipt')::pd.leg ORDER BY l.place),
           count(*) = 2 AND min(a.currency) = max(a.currency) AND bool_or(a.kind = 'customer')
      INTO v_legs, v_fits
      FROM unnest(pd.journal_legs(p_journal, NULL)) WITH ORDINALITY AS l(account, amount, what, field, place)
      JOIN pd.account a ON a.ledger = p_journal.ledger AND a.id = l.account
     WHERE l.what NOT IN ('fee', 'tax');
    IF v_fits IS NOT TRUE THEN
        PERFORM pd.refuse('PD034', format('%s is no posting between two accounts of one currency, one of them a customer''s.',
                          pd.receipt_number(p_journal.ledger, p_journal.id)), 'receipt', 'Enter what puts it right as a posting of its own.');
    END IF;
    RETURN v_legs;
END $$;
COMMENT ON FUNCTION pd.correct_pair(pd.journal) IS 'The two principal legs of a posting, suspense for cash: PD034.';
