-- SPDX-License-Identifier: Apache-2.0
--
-- A row of the tariff in words: "0.50 EUR + 0.25 %, at least 1.00 EUR, at most 5.00 EUR; tax 20.00 %".

CREATE OR REPLACE FUNCTION pd.fee_rule_text(p_fee pd.fee) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_parts text[] := '{}';
BEGIN
    IF p_fee.id IS NULL THEN
        RETURN 'free';
    END IF;
    IF p_fee.fixed_minor > 0 OR p_fee.basis_points = 0 THEN
        v_parts := v_parts || pd.money_text(p_fee.fixed_minor, p_fee.currency);
    END IF;
    IF p_fee.basis_points > 0 THEN
        v_parts := v_parts || pd.basis_points_text(p_fee.basis_points);
    END IF;
    RETURN concat(array_to_string(v_parts, ' + '),
        CASE WHEN p_fee.minimum_minor > 0 THEN ', at least ' || pd.money_text(p_fee.minimum_minor, p_fee.currency) END,
        CASE WHEN p_fee.maximum_minor IS NOT NULL THEN ', at most ' || pd.money_text(p_fee.maximum_minor, p_fee.currency) END,
        CASE WHEN p_fee.tax_basis_points > 0 THEN '; tax ' || pd.basis_points_text(p_fee.tax_basis_points) END);
END $$;
COMMENT ON FUNCTION pd.fee_rule_text(pd.fee) IS 'A row of the tariff in words; "free" for none.';
