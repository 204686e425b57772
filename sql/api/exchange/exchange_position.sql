-- SPDX-License-Identifier: Apache-2.0
--
-- What the branch holds or owes of each foreign currency, at book and at mid.  Operation exchange.position.

CREATE OR REPLACE FUNCTION api.exchange_position()
RETURNS TABLE (currency text, position_minor bigint, base text, book_minor bigint, value_minor bigint, change_minor bigint,
               average text, mid text, rate text, state text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('exchange.position');
BEGIN
    RETURN QUERY
    SELECT c.code, p.position_minor, k.code, p.book_minor, p.value_minor, p.value_minor - p.book_minor,
           -- What per units stand for in the books, on the average.
           CASE WHEN p.position_minor <> 0 AND sign(p.book_minor) * sign(p.position_minor) >= 0 THEN
               pd.rate_text(div(abs(p.book_minor)::numeric * f.part[2] * (p.rate).mid,
                                abs(p.position_minor)::numeric * f.part[1]))
           END,
           pd.rate_text((p.rate).mid), pd.rate_name(p.currency, (p.rate).number),
           CASE WHEN (p.rate).number IS NULL THEN 'none' WHEN (p.rate).valid_to <= clock_timestamp() THEN 'expired' ELSE 'valid' END
      FROM pd.ledger l
      JOIN pd.currency k ON k.number = l.base_currency
     CROSS JOIN pd.exchange_positions(l.id) p
      JOIN pd.currency c ON c.number = p.currency
     CROSS JOIN LATERAL (SELECT pd.exchange_price(l.base_currency, p.rate, (p.rate).mid) AS part) f
     WHERE l.id = v_staff.ledger
     ORDER BY c.code;
END $$;
COMMENT ON FUNCTION api.exchange_position() IS 'Position, book value, value at mid, average price per currency.';
