-- SPDX-License-Identifier: Apache-2.0
--
-- What a receipt prints of an exchange: both amounts, the price, and in which of the two currencies the fee is; nothing
-- for a journal that is none.

CREATE OR REPLACE FUNCTION pd.exchange_receipt(p_ledger smallint, p_journal bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((
    SELECT jsonb_build_object(
               'given_minor', x.given_minor, 'given_currency', g.code,
               'got_minor', x.got_minor, 'got_currency', t.code,
               'fee_currency', (SELECT min(c.code)
                                  FROM pd.journal j
                                 CROSS JOIN unnest(j.entry_account, j.entry_seq) AS k(account, seq)
                                  JOIN pd.entry e ON e.ledger = j.ledger AND e.account = k.account AND e.seq = k.seq
                                  JOIN pd.currency c ON c.number = e.currency
                                 WHERE j.ledger = x.ledger AND j.id = x.journal AND e.what IN ('fee', 'tax')),
               'price', concat_ws('; ', CASE WHEN b.number IS NOT NULL THEN pd.rate_price(b, b.buy) END,
                                        CASE WHEN s.number IS NOT NULL THEN pd.rate_price(s, s.sell) END))
      FROM pd.exchange x
      JOIN pd.currency g ON g.number = x.given
      JOIN pd.currency t ON t.number = x.got
      LEFT JOIN pd.rate b ON b.ledger = x.ledger AND b.currency = x.given AND b.number = x.given_rate
      LEFT JOIN pd.rate s ON s.ledger = x.ledger AND s.currency = x.got AND s.number = x.got_rate
     WHERE x.ledger = p_ledger AND x.journal = p_journal), '{}');
END $$;
COMMENT ON FUNCTION pd.exchange_receipt(smallint, bigint) IS 'Both amounts and the price of an exchange for its receipt, else {}.';
