-- SPDX-License-Identifier: Apache-2.0
--
-- The one search box: an account number, a receipt, then customers by number, telephone or name; at most 20 rows.
-- Drawers are found by their custodian and by supervisors and auditors, the bank's own accounts by the latter two.
-- Operation desk.search.

CREATE OR REPLACE FUNCTION api.desk_search(p_query text)
RETURNS TABLE (kind text, number text, title text, detail text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('desk.search');
    v_query text := pd.text_clean(p_query, 'query', 70);
    v_bare text := replace(v_query, ' ', '');
BEGIN
    IF v_query IS NULL THEN
        PERFORM pd.refuse('PD001', 'Say what to look for.', 'query');
    END IF;
    RETURN QUERY
    SELECT 'account', a.number, coalesce(h.name, a.name),
           concat_ws(' · ', c.code, CASE WHEN a.kind = 'customer' THEN a.name END, a.status, nullif(pd.blocks_text(a.flags), ''))
      FROM pd.account_now a
      JOIN pd.currency c ON c.number = a.currency
      LEFT JOIN pd.customer_person h ON h.ledger = a.ledger AND h.id = a.customer
     WHERE a.ledger = v_staff.ledger AND a.number = v_bare
       AND (a.kind = 'customer' OR a.custodian = v_staff.id OR v_staff.role IN ('supervisor', 'auditor'));
    RETURN QUERY
    SELECT 'receipt', v_bare, j.operation, to_char(j.business_date, 'YYYY-MM-DD')
      FROM pd.journal j
     WHERE j.ledger = v_staff.ledger AND j.id = pd.receipt_journal(v_staff.ledger, v_bare);
    RETURN QUERY
    SELECT 'customer', p.number, p.name, concat_ws(' · ', to_char(p.born, 'YYYY-MM-DD'), p.city, '+' || p.phone)
      FROM pd.customer_search(v_staff.ledger, v_query, 0, 18) WITH ORDINALITY AS s(customer, place)
      JOIN pd.customer_person p ON p.ledger = v_staff.ledger AND p.id = s.customer
     ORDER BY s.place;
END $$;
COMMENT ON FUNCTION api.desk_search(text) IS 'Accounts, receipts and customers that a query means, at most 20. PD001.';
