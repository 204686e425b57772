-- SPDX-License-Identifier: Apache-2.0
--
-- Everything that a receipt prints.  Names of customers are masked and no balances are told, because the paper may
-- lie about: whoever holds it learns only what he took part in.  For the same reason an exchange prints its price, but
-- not what the bank earns by it: the entries on the position and result accounts are left out.

CREATE OR REPLACE FUNCTION pd.receipt_body(p_ledger smallint, p_journal bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT jsonb_build_object(
               'receipt', pd.receipt_number(j.ledger, j.id),
               'ledger_code', l.code,
               'ledger_name', l.name,
               'operation', j.operation,
               'posted_at', j.created_at,
               'business_date', j.business_date,
               'value_date', j.value_date,
               'teller', s.name,
               'teller_name', s.full_name,
               'text', j.text,
               'partner', j.partner,
               'links', pd.journal_links_text(j.ledger, j.id),
               'copies', (SELECT count(*) FROM pd.receipt_copy r WHERE r.ledger = j.ledger AND r.journal = j.id))
           || b.body || pd.exchange_receipt(j.ledger, j.id)
      FROM pd.journal j
      JOIN pd.ledger l ON l.id = j.ledger
      LEFT JOIN pd.staff s ON s.id = j.staff
     CROSS JOIN LATERAL (
           SELECT jsonb_build_object(
                      'account', (array_agg(a.number ORDER BY a.kind <> 'customer', k.place))[1],
                      'amount_minor', abs((array_agg(e.amount ORDER BY k.place))[1]),
                      'fee_minor', coalesce(sum(e.amount) FILTER (WHERE e.what IN ('fee', 'tax') AND e.amount > 0), 0),
                      'currency', (array_agg(c.code ORDER BY k.place))[1],
                      'entries', jsonb_agg(jsonb_build_object(
                          'account', a.number,
                          'name', CASE WHEN h.id IS NULL THEN a.name ELSE regexp_replace(h.name, '(\S)\S*', '\1***', 'g') END,
                          'what', e.what,
                          'debit_minor', CASE WHEN e.amount < 0 THEN -e.amount END,
                          'credit_minor', CASE WHEN e.amount > 0 THEN e.amount END,
                          'currency', c.code) ORDER BY k.place)
                          FILTER (WHERE a.gl NOT IN ('1600', '4020', '5060') OR j.operation = 'exchange.revalue')) AS body
             FROM unnest(j.entry_account, j.entry_seq) WITH ORDINALITY AS k(account, seq, place)
             JOIN pd.entry e ON e.ledger = j.ledger AND e.account = k.account AND e.seq = k.seq
             JOIN pd.account a ON a.ledger = j.ledger AND a.id = k.account
             JOIN pd.currency c ON c.number = e.currency
             LEFT JOIN pd.customer_person h ON h.ledger = j.ledger AND h.id = a.customer) b
     WHERE j.ledger = p_ledger AND j.id = p_journal);
END $$;
COMMENT ON FUNCTION pd.receipt_body(smallint, bigint) IS 'What a receipt prints, as one JSON object.';
