-- SPDX-License-Identifier: Apache-2.0
--
-- Who am I, what may I do, what is my drawer. Operation staff.session; also in a limited session.

CREATE OR REPLACE FUNCTION api.session_view()
RETURNS TABLE (
    name text, full_name text, role text, ledger smallint, ledger_name text, business_date date,
    operations text[], drawer text, drawer_currency text, drawer_balance_minor bigint, currency text,
    limited bool, next text, idle_minutes int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('staff.session');
    v_next text := pd.credential_next(pd.credential_current(v_staff.id, v_staff.generation));
BEGIN
    RETURN QUERY
    SELECT v_staff.name, v_staff.full_name, v_staff.role, v_staff.ledger, l.name, l.business_date,
           ARRAY(SELECT o.operation
                   FROM pd.role_operation o
                  WHERE o.role = v_staff.role
                    AND (v_next = '' OR o.operation = ANY (pd.limited_operations()))
                  ORDER BY o.operation),
           d.number, d.currency, d.balance_minor, c.code::text,
           v_next <> '', v_next, (extract(epoch FROM pd.session_idle()) / 60)::int
      FROM pd.ledger l
      LEFT JOIN pd.currency c ON c.number = l.base_currency
      LEFT JOIN LATERAL (
            SELECT a.number, k.code::text AS currency, b.side * b.posted AS balance_minor
              FROM pd.account a
              JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id
              JOIN pd.currency k ON k.number = a.currency
             WHERE a.ledger = v_staff.ledger AND a.kind = 'drawer' AND a.custodian = v_staff.id
               AND a.status = 'open' AND v_next = ''
             ORDER BY (a.currency = l.base_currency) DESC, a.id
             LIMIT 1) d ON true
     WHERE l.id = v_staff.ledger;
END $$;
COMMENT ON FUNCTION api.session_view() IS 'The signed-in person, his operations and his drawer. PD003, PD005.';
