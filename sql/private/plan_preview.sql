-- SPDX-License-Identifier: Apache-2.0
--
-- The preview of an operation: what pd.plan_show says, and then the limits that the posting would be counted against, in
-- the order in which the posting itself would refuse.

CREATE OR REPLACE FUNCTION pd.plan_preview(p_staff pd.staff, p_operation text, p_legs pd.leg[], p_subject text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_answer jsonb := pd.plan_show(p_staff.ledger, p_legs, p_subject);
BEGIN
    PERFORM pd.limit_check(p_staff, p_operation, p_legs);
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.plan_preview(pd.staff, text, pd.leg[], text) IS
    'Preview of planned legs; refuses as posting them would, limits included.';
