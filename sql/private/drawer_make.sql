-- SPDX-License-Identifier: Apache-2.0
--
-- The drawer of a person in a currency, number "DRAWER-<staff>-<CUR>"; made when it is not there yet.  A person has at
-- most one open drawer per currency.

CREATE OR REPLACE FUNCTION pd.drawer_make(p_ledger smallint, p_staff integer, p_currency smallint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id bigint;
    v_chart pd.chart;
BEGIN
    SELECT a.id INTO v_id
      FROM pd.account a
     WHERE a.ledger = p_ledger AND a.custodian = p_staff AND a.currency = p_currency
       AND a.kind = 'drawer' AND a.status = 'open';
    IF FOUND THEN
        RETURN v_id;
    END IF;
    SELECT c.gl, c.name, c.side, c.has_floor INTO STRICT v_chart FROM pd.chart c WHERE c.gl = '1020';
    INSERT INTO pd.account (ledger, number, kind, gl, currency, side, name, custodian, opened)
    SELECT p_ledger, 'DRAWER-' || s.name || '-' || c.code, 'drawer', v_chart.gl, p_currency, v_chart.side,
           'Drawer of ' || s.name, p_staff, l.business_date
      FROM pd.ledger l, pd.currency c, pd.staff s
     WHERE l.id = p_ledger AND c.number = p_currency AND s.id = p_staff
    RETURNING id INTO STRICT v_id;
    INSERT INTO pd.balance (ledger, account, currency, side, flags)
    VALUES (p_ledger, v_id, p_currency, v_chart.side, v_chart.has_floor::integer);
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.drawer_make(smallint, integer, smallint) IS 'Finds or makes a person''s drawer in a currency.';
