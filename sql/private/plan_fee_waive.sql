-- SPDX-License-Identifier: Apache-2.0
--
-- The fee and tax of a posting back to who paid them: the mirror of its own fee and tax entries.

CREATE OR REPLACE FUNCTION pd.plan_fee_waive(p_journal pd.journal) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_legs pd.leg[];
BEGIN
    PERFORM pd.journal_link_check(p_journal, 'waiver', 'receipt');
    SELECT pd.legs_mirror(array_agg(ROW(l.account, l.amount, l.what, l.field)::pd.leg ORDER BY l.place))
      INTO v_legs
      FROM unnest(pd.journal_legs(p_journal, 'receipt')) WITH ORDINALITY AS l(account, amount, what, field, place)
     WHERE l.what IN ('fee', 'tax');
    IF v_legs IS NULL THEN
        PERFORM pd.refuse('PD034', format('%s was free: there is no fee to give back.', pd.receipt_number(p_journal.ledger, p_journal.id)),
                          'receipt', 'Look at the receipt.');
    END IF;
    RETURN v_legs;
END $$;
COMMENT ON FUNCTION pd.plan_fee_waive(pd.journal) IS 'Legs of fee.waive: PD033 given back or reversed, PD034 no fee.';
