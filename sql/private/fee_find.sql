-- SPDX-License-Identifier: Apache-2.0
--
-- The row of the tariff for an operation, product, currency and amount on the branch's business date; all NULL when it is
-- free.  Of several that fit the most specific wins: one of the product before one of any product, then the band that
-- begins highest, then the one that began last.

CREATE OR REPLACE FUNCTION pd.fee_find(
    p_ledger smallint, p_operation text, p_product text, p_currency smallint, p_minor bigint)
RETURNS pd.fee
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_fee pd.fee;
BEGIN
    SELECT f.* INTO v_fee
      FROM pd.fee f
      JOIN pd.ledger l ON l.id = p_ledger
     WHERE f.operation = p_operation AND f.currency = p_currency
       AND (f.product = p_product OR f.product IS NULL)
       AND f.from_minor <= p_minor AND (f.to_minor IS NULL OR p_minor < f.to_minor)
       AND f.valid_from <= l.business_date AND (f.valid_to IS NULL OR l.business_date <= f.valid_to)
     ORDER BY f.product IS NULL, f.from_minor DESC, f.valid_from DESC, f.id DESC
     LIMIT 1;
    RETURN v_fee;
END $$;
COMMENT ON FUNCTION pd.fee_find(smallint, text, text, smallint, bigint) IS 'The most specific row of the tariff; NULL when free.';
