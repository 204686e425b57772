-- SPDX-License-Identifier: Apache-2.0
--
-- What the branch holds (+) or owes (-) of each foreign currency, what that stands for in its books, and what it is worth
-- at the newest mid rate, rounded down.  Read from the entries on 1600 themselves, so that whatever posted them, a
-- reversal too, is in it.  value_minor is NULL without a rate, or when it would be beyond what a balance can hold.

CREATE OR REPLACE FUNCTION pd.exchange_positions(p_ledger smallint)
RETURNS TABLE (
    currency smallint, position_minor bigint, book_minor bigint, value_minor bigint, rate pd.rate, what text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT p.currency, p.position_minor, p.book_minor,
           CASE WHEN abs(v.value) <= 4611686018427387904 THEN v.value::bigint END, r.rate, p.what
      FROM (SELECT c.number AS currency, 'position ' || c.code AS what, l.base_currency,
                   coalesce(sum(e.amount) FILTER (WHERE e.currency = c.number), 0)::bigint AS position_minor,
                   coalesce(-sum(e.amount) FILTER (WHERE e.currency = l.base_currency), 0)::bigint AS book_minor
              FROM pd.ledger l
              JOIN pd.account a ON a.ledger = l.id AND a.gl = '1600' AND a.kind = 'internal'
              JOIN pd.entry e ON e.ledger = a.ledger AND e.account = a.id
              JOIN pd.currency c ON e.what = 'position ' || c.code
             WHERE l.id = p_ledger
             GROUP BY c.number, c.code, l.base_currency) p
     CROSS JOIN LATERAL (SELECT pd.rate_newest(p_ledger, p.currency) AS rate) r
     CROSS JOIN LATERAL (SELECT pd.exchange_value(p.position_minor,
                                    pd.exchange_price(p.base_currency, r.rate, (r.rate).mid)) AS value
                          WHERE (r.rate).number IS NOT NULL
                          UNION ALL SELECT NULL WHERE (r.rate).number IS NULL) v
     ORDER BY p.what;
END $$;
COMMENT ON FUNCTION pd.exchange_positions(smallint) IS 'Position, book value and value at mid of every foreign currency.';
