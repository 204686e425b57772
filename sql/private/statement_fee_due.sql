-- SPDX-License-Identifier: Apache-2.0
--
-- The statement fees of the periods that end on p_day, per account that has not been charged yet.  p_account NULL: all.
-- The tax comes on top, half up; a fee of zero is none.

CREATE OR REPLACE FUNCTION pd.statement_fee_due(p_ledger smallint, p_account bigint[], p_day date)
RETURNS TABLE (account bigint, product text, currency smallint, fee_minor bigint, tax_minor bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT a.id, a.product, a.currency, f.fee_minor, div(f.fee_minor::numeric * f.tax_basis_points + 5000, 10000)::bigint
      FROM pd.account a
      JOIN LATERAL (
           SELECT s.frequency, s.fee_minor, s.tax_basis_points
             FROM pd.statement_fee s
            WHERE s.product = a.product AND s.currency = a.currency
              AND s.valid_from <= pd.interest_period_first(s.frequency, p_day)
            ORDER BY s.valid_from DESC
            LIMIT 1) f ON pd.interest_period_ends(f.frequency, p_day)
                      AND a.opened <= pd.interest_period_first(f.frequency, p_day)
     WHERE a.ledger = p_ledger AND a.kind = 'customer' AND a.status = 'open' AND f.fee_minor > 0
       AND (p_account IS NULL OR a.id = ANY (p_account))
       AND NOT EXISTS (SELECT FROM pd.statement_fee_charge c
                        WHERE c.ledger = a.ledger AND c.account = a.id AND c.day = p_day);
END $$;
COMMENT ON FUNCTION pd.statement_fee_due(smallint, bigint[], date) IS 'Statement fees of the periods that end on a day, per account.';
