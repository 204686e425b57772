-- SPDX-License-Identifier: Apache-2.0
--
-- The bank's own account of a GL code in a currency, number "GL-<gl>-<CUR>"; made when it is not there yet.
-- Drawers are no internal accounts: pd.drawer_make.

CREATE OR REPLACE FUNCTION pd.internal_account(p_ledger smallint, p_gl text, p_currency smallint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id bigint;
    v_chart pd.chart;
BEGIN
    SELECT a.id INTO v_id
      FROM pd.account a
     WHERE a.ledger = p_ledger AND a.gl = p_gl AND a.currency = p_currency AND a.kind = 'internal';
    IF FOUND THEN
        RETURN v_id;
    END IF;
    SELECT c.gl, c.name, c.side, c.has_floor, c.is_deferred INTO STRICT v_chart FROM pd.chart c WHERE c.gl = p_gl;
    INSERT INTO pd.account (ledger, number, kind, gl, currency, side, name, opened)
    SELECT p_ledger, 'GL-' || p_gl || '-' || c.code, 'internal', p_gl, p_currency, v_chart.side, v_chart.name,
           l.business_date
      FROM pd.ledger l, pd.currency c
     WHERE l.id = p_ledger AND c.number = p_currency
    ON CONFLICT DO NOTHING
    RETURNING id INTO v_id;
    IF v_id IS NULL THEN
        -- Somebody made it at the same moment and has committed: this new statement sees it.
        SELECT a.id INTO STRICT v_id
          FROM pd.account a
         WHERE a.ledger = p_ledger AND a.gl = p_gl AND a.currency = p_currency AND a.kind = 'internal';
        RETURN v_id;
    END IF;
    INSERT INTO pd.balance (ledger, account, currency, side, flags)
    VALUES (p_ledger, v_id, p_currency, v_chart.side, v_chart.has_floor::integer | CASE WHEN v_chart.is_deferred THEN 32 ELSE 0 END);
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.internal_account(smallint, text, smallint) IS
    'Finds or makes the internal account GL-<gl>-<CUR> and returns its id.';
