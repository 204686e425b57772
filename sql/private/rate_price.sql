-- SPDX-License-Identifier: Apache-2.0
--
-- One price of a rate as it stands on a receipt: "1 USD = 0.8950 EUR", "100 JPY = 0.6123 EUR".

CREATE OR REPLACE FUNCTION pd.rate_price(p_rate pd.rate, p_figure bigint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN format('%s %s = %s %s', p_rate.per, (SELECT c.code FROM pd.currency c WHERE c.number = p_rate.currency),
                  pd.rate_text(p_figure), (SELECT c.code FROM pd.currency c WHERE c.number = p_rate.base));
END $$;
COMMENT ON FUNCTION pd.rate_price(pd.rate, bigint) IS 'A price as text; NULL-free for a rate of pd.rate.';
