-- SPDX-License-Identifier: Apache-2.0
--
-- Whether a person's role may place (p_does 'place') or free (p_does 'free') holds of a kind.  PD001 no such kind, PD004.

CREATE OR REPLACE FUNCTION pd.hold_role_check(p_staff integer, p_kind text, p_does text, p_field text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_role text;
    v_roles text[];
BEGIN
    SELECT CASE p_does WHEN 'place' THEN k.placed_by ELSE k.freed_by END INTO v_roles FROM pd.hold_kind k WHERE k.kind = p_kind;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD001', format('Choose one of %s.',
            (SELECT string_agg(k.kind, ', ' ORDER BY k.kind) FROM pd.hold_kind k WHERE k.placed_by <> '{}')), p_field);
    END IF;
    SELECT s.role INTO STRICT v_role FROM pd.staff s WHERE s.id = p_staff;
    IF v_role <> ALL (v_roles) THEN
        PERFORM pd.refuse('PD004', format('Your role (%s) may not %s %s holds.', v_role, p_does, p_kind), p_field);
    END IF;
END $$;
COMMENT ON FUNCTION pd.hold_role_check(integer, text, text, text) IS
    'PD001, PD004 unless the role may place or free holds of the kind.';
