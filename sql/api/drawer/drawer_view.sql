-- SPDX-License-Identifier: Apache-2.0
--
-- My drawer and the cash that should be in it.  Operation drawer.view.

CREATE OR REPLACE FUNCTION api.drawer_view()
RETURNS TABLE (number text, name text, currency text, balance_minor bigint, opened date, items bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('drawer.view');
    v_drawer pd.account_now := pd.drawer_get(v_staff.ledger, v_staff.id);
BEGIN
    RETURN QUERY
    SELECT v_drawer.number, v_drawer.name, c.code, v_drawer.balance, v_drawer.opened, v_drawer.version
      FROM pd.currency c
     WHERE c.number = v_drawer.currency;
END $$;
COMMENT ON FUNCTION api.drawer_view() IS 'My drawer: number, currency, balance, number of entries. PD011.';
