-- SPDX-License-Identifier: Apache-2.0
--
-- Who may reverse this: a supervisor anything, a teller what he entered himself up to the limit of the currency.

CREATE OR REPLACE FUNCTION pd.reverse_person_check(p_staff pd.staff, p_journal pd.journal, p_legs pd.leg[], p_force boolean)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_subject pd.account;
    v_minor bigint;
    v_limit bigint;
BEGIN
    IF p_staff.role = 'supervisor' THEN
        RETURN;
    END IF;
    IF p_force THEN
        PERFORM pd.refuse('PD004', 'Only a supervisor may let an account go beyond its overdraft.', 'force', 'Ask a supervisor.');
    END IF;
    IF p_journal.staff IS DISTINCT FROM p_staff.id THEN
        PERFORM pd.refuse('PD004', 'You may reverse only what you entered yourself.', 'receipt', 'Ask a supervisor.');
    END IF;
    v_subject := pd.legs_subject(p_journal.ledger, p_legs);
    SELECT max(abs(l.amount)) INTO v_minor FROM unnest(p_legs) AS l WHERE l.account = v_subject.id;
    SELECT r.own_minor INTO v_limit FROM pd.reversal_limit r WHERE r.currency = v_subject.currency;
    IF v_minor > coalesce(v_limit, 0) THEN
        PERFORM pd.refuse('PD004', CASE WHEN v_limit > 0 THEN format('You may reverse up to %s yourself.',
                                        pd.money_text(v_limit, v_subject.currency))
                                   ELSE 'You may not reverse postings in this currency.' END, 'receipt', 'Ask a supervisor.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.reverse_person_check(pd.staff, pd.journal, pd.leg[], boolean) IS 'PD004 unless this person may reverse this posting.';
