-- SPDX-License-Identifier: Apache-2.0
--
-- A posting whole the other way round: every entry of the journal itself, fees and tax too, on the same accounts; cash
-- goes back to the drawer that it came from, whoever reverses.

CREATE OR REPLACE FUNCTION pd.plan_payment_reverse(p_staff pd.staff, p_journal pd.journal, p_force boolean) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_legs pd.leg[] := pd.legs_mirror(pd.journal_legs(p_journal, 'receipt'));
BEGIN
    PERFORM pd.reverse_person_check(p_staff, p_journal, v_legs, p_force);
    PERFORM pd.reverse_state_check(p_journal, v_legs);
    RETURN v_legs;
END $$;
COMMENT ON FUNCTION pd.plan_payment_reverse(pd.staff, pd.journal, boolean) IS 'Legs of payment.reverse: PD004, PD011, PD033, PD034.';
