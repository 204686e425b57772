-- SPDX-License-Identifier: Apache-2.0
--
-- What the form of fee.set says, as a row of the tariff that is not added yet.  PD001 and PD015 on its fields.

CREATE OR REPLACE FUNCTION pd.fee_read(
    p_ledger smallint, p_operation text, p_product text, p_currency text, p_from text, p_to text, p_fixed text,
    p_basis_points integer, p_minimum text, p_maximum text, p_tax_basis_points integer, p_valid_from date)
RETURNS pd.fee
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_fee pd.fee;
    v_date date;
BEGIN
    PERFORM pd.fee_operation_check(p_operation, 'operation');
    v_fee.operation := p_operation;
    IF p_product IS NOT NULL THEN
        SELECT p.code INTO v_fee.product FROM pd.product p WHERE p.code = left(p_product, 40);
        IF NOT FOUND THEN
            PERFORM pd.refuse('PD001', 'There is no such product.', 'product', 'Leave it empty for any product.');
        END IF;
    END IF;
    v_fee.currency := pd.currency_number(p_currency, 'currency');
    v_fee.from_minor := coalesce(pd.fee_money(p_from, v_fee.currency, 'from', 1000000000000000), 0);
    v_fee.to_minor := pd.fee_money(p_to, v_fee.currency, 'to', 1000000000000000);
    IF v_fee.to_minor <= v_fee.from_minor THEN
        PERFORM pd.refuse('PD001', 'The band ends before it begins.', 'to');
    END IF;
    v_fee.fixed_minor := coalesce(pd.fee_money(p_fixed, v_fee.currency, 'fixed', 1000000000000), 0);
    v_fee.basis_points := pd.fee_points(p_basis_points, 'basis_points');
    v_fee.minimum_minor := coalesce(pd.fee_money(p_minimum, v_fee.currency, 'minimum', 1000000000000), 0);
    v_fee.maximum_minor := pd.fee_money(p_maximum, v_fee.currency, 'maximum', 1000000000000);
    IF v_fee.maximum_minor < v_fee.minimum_minor THEN
        PERFORM pd.refuse('PD001', 'The highest fee is lower than the lowest.', 'maximum');
    END IF;
    v_fee.tax_basis_points := pd.fee_points(p_tax_basis_points, 'tax_basis_points');
    SELECT l.business_date INTO STRICT v_date FROM pd.ledger l WHERE l.id = p_ledger;
    v_fee.valid_from := coalesce(p_valid_from, v_date);
    IF v_fee.valid_from < v_date OR v_fee.valid_from > '9999-12-31' THEN
        PERFORM pd.refuse('PD001', 'A fee begins today or later.', 'valid_from', 'Leave it empty for today.');
    END IF;
    RETURN v_fee;
END $$;
COMMENT ON FUNCTION pd.fee_read(smallint, text, text, text, text, text, text, integer, text, text, integer, date) IS
    'The row of the tariff that a form describes: PD001, PD015.';
