-- SPDX-License-Identifier: Apache-2.0
--
-- The newest rate of a currency against the branch's own, whether it still holds or not; NULL when there is none.

CREATE OR REPLACE FUNCTION pd.rate_newest(p_ledger smallint, p_currency smallint) RETURNS pd.rate
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_rate pd.rate;
BEGIN
    SELECT r.* INTO v_rate
      FROM pd.rate r
      JOIN pd.ledger l ON l.id = r.ledger AND l.base_currency = r.base
     WHERE r.ledger = p_ledger AND r.currency = p_currency
     ORDER BY r.number DESC
     LIMIT 1;
    RETURN v_rate;
END $$;
COMMENT ON FUNCTION pd.rate_newest(smallint, smallint) IS 'Newest rate of a currency in the branch''s base currency, or NULL.';
