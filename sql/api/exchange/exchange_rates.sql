-- SPDX-License-Identifier: Apache-2.0
--
-- The newest rate of every currency, or the last ones of one currency, newest first.  Operation exchange.rates.

CREATE OR REPLACE FUNCTION api.exchange_rates(p_currency text DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (rate text, currency text, per integer, buy text, mid text, sell text, base text, spread text, state text,
               valid_from timestamptz, valid_to timestamptz, set_by text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('exchange.rates');
    v_currency smallint;
    v_limit integer := pd.page_limit(p_limit, 50);
BEGIN
    IF p_currency IS NOT NULL THEN
        v_currency := pd.currency_number(p_currency, 'currency');
    END IF;
    RETURN QUERY
    SELECT c.code || '-' || r.number, c.code, r.per, pd.rate_text(r.buy), pd.rate_text(r.mid), pd.rate_text(r.sell), k.code,
           r.spread,
           CASE WHEN r.place > 1 THEN 'replaced' WHEN r.valid_to <= clock_timestamp() THEN 'expired' ELSE 'valid' END,
           r.valid_from, r.valid_to, s.name
      FROM pd.ledger l
      JOIN pd.currency k ON k.number = l.base_currency
     CROSS JOIN pd.currency c
     CROSS JOIN LATERAL (
           SELECT n.number, n.per, n.buy, n.mid, n.sell, n.valid_from, n.valid_to, n.set_by, pd.rate_spread(n) AS spread,
                  row_number() OVER (ORDER BY n.number DESC) AS place
             FROM pd.rate n
            WHERE n.ledger = l.id AND n.currency = c.number AND n.base = l.base_currency
            ORDER BY n.number DESC
            LIMIT CASE WHEN v_currency IS NULL THEN 1 ELSE v_limit END) r
      LEFT JOIN pd.staff s ON s.id = r.set_by
     WHERE l.id = v_staff.ledger AND (v_currency IS NULL OR c.number = v_currency)
     ORDER BY c.code, r.number DESC;
END $$;
COMMENT ON FUNCTION api.exchange_rates(text, integer) IS 'Rates: newest of each currency, or the last ones of one. PD001.';
