-- SPDX-License-Identifier: Apache-2.0
--
-- My drawers, one per currency, and the cash that should be in them; the one of the branch's own currency first.
-- Operation drawer.view.

CREATE OR REPLACE FUNCTION api.drawer_view()
RETURNS TABLE (number text, name text, currency text, balance_minor bigint, opened date, items bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('drawer.view');
BEGIN
    RETURN QUERY
    SELECT a.number, a.name, c.code, a.balance, a.opened, a.version
      FROM pd.ledger l
      JOIN pd.account_now a ON a.ledger = l.id AND a.custodian = v_staff.id AND a.kind = 'drawer' AND a.status = 'open'
      JOIN pd.currency c ON c.number = a.currency
     WHERE l.id = v_staff.ledger
     ORDER BY a.currency <> l.base_currency, c.code;
END $$;
COMMENT ON FUNCTION api.drawer_view() IS 'My drawers: number, currency, balance, number of entries.';
