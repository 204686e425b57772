-- SPDX-License-Identifier: Apache-2.0
--
-- The preview of a posting that is linked to an earlier one.  total_minor is what the first customer's balance changes by;
-- the remark says in words what the entries do not.  With p_force the lack of funds is no reason to refuse.

CREATE OR REPLACE FUNCTION pd.link_show(p_ledger smallint, p_legs pd.leg[], p_force boolean, p_note text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_subject pd.account := pd.legs_subject(p_ledger, p_legs);
BEGIN
    BEGIN
        PERFORM pd.post_judge(p_ledger, p_legs);
    EXCEPTION WHEN SQLSTATE 'PD018' THEN
        IF NOT p_force THEN
            RAISE;
        END IF;
    END;
    RETURN pd.plan_entries(p_ledger, p_legs, 'receipt') || jsonb_build_object(
        'total_minor', (SELECT abs(sum(l.amount)) FROM unnest(p_legs) AS l WHERE l.account = v_subject.id),
        'currency', (SELECT c.code FROM pd.currency c WHERE c.number = v_subject.currency),
        'remark', p_note);
END $$;
COMMENT ON FUNCTION pd.link_show(smallint, pd.leg[], boolean, text) IS
    'Preview of a reversal, correction or waiver; refuses as pd.post would, but for PD018 when forced.';
