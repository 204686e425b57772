-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.product_get(p_product text, p_field text) RETURNS pd.product
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_product pd.product;
BEGIN
    SELECT p.* INTO v_product FROM pd.product p WHERE p.code = left(p_product, 40);
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD001', 'There is no such product.', p_field,
                          format('Choose one of %s.', (SELECT string_agg(p.code, ', ' ORDER BY p.code) FROM pd.product p)));
    END IF;
    RETURN v_product;
END $$;
COMMENT ON FUNCTION pd.product_get(text, text) IS 'Product by code; PD001 on the field.';
