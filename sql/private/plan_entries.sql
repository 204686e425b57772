-- SPDX-License-Identifier: Apache-2.0
--
-- The exact entries that these legs would make, with the balances after each, in the accounts' own sense.  Reads only
-- and judges nothing: pd.plan_show judges first.

CREATE OR REPLACE FUNCTION pd.plan_entries(p_ledger smallint, p_legs pd.leg[], p_subject text) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_answer jsonb;
BEGIN
    SELECT jsonb_build_object(
               'entries', jsonb_agg(jsonb_build_object(
                   'account', p.number,
                   'name', p.name,
                   'what', p.what,
                   'debit_minor', CASE WHEN p.amount < 0 THEN -p.amount END,
                   'credit_minor', CASE WHEN p.amount > 0 THEN p.amount END,
                   'balance_after_minor', p.balance,
                   'currency', p.code) ORDER BY p.place),
               'fee_minor', pd.legs_fee(p_legs),
               'total_minor', abs(sum(p.amount) FILTER (WHERE p.field = p_subject AND p.kind = 'customer')),
               'currency', min(p.code) FILTER (WHERE p.place = 1))
      INTO v_answer
      FROM (SELECT l.place, l.amount, l.what, l.field, a.number, a.kind, c.code,
                   coalesce(h.name, a.name) AS name,
                   (a.side * (a.posted + sum(l.amount) OVER (PARTITION BY l.account ORDER BY l.place)))::bigint AS balance
              FROM unnest(p_legs) WITH ORDINALITY AS l(account, amount, what, field, place)
              JOIN pd.account_now a ON a.ledger = p_ledger AND a.id = l.account
              JOIN pd.currency c ON c.number = a.currency
              LEFT JOIN pd.customer_person h ON h.ledger = p_ledger AND h.id = a.customer) p;
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.plan_entries(smallint, pd.leg[], text) IS
    'Entries, fee, total and currency of legs. p_subject: field of the account that the form asks for.';
