-- SPDX-License-Identifier: Apache-2.0
--
-- The open drawer of a person.

CREATE OR REPLACE FUNCTION pd.drawer_get(p_ledger smallint, p_staff integer) RETURNS pd.account_now
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_drawer pd.account_now;
BEGIN
    SELECT a.* INTO v_drawer
      FROM pd.account_now a
     WHERE a.ledger = p_ledger AND a.custodian = p_staff AND a.kind = 'drawer' AND a.status = 'open';
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD011', 'You have no open drawer.', NULL, 'A supervisor gives you one.');
    END IF;
    RETURN v_drawer;
END $$;
COMMENT ON FUNCTION pd.drawer_get(smallint, integer) IS 'The person''s open drawer: PD011.';
