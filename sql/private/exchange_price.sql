-- SPDX-License-Identifier: Apache-2.0
--
-- One price of a rate as a fraction of minor units; 1/1 for the branch's own currency, which has no rate.

CREATE OR REPLACE FUNCTION pd.exchange_price(p_base smallint, p_rate pd.rate, p_figure bigint) RETURNS numeric[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_figure IS NULL THEN
        RETURN '{1,1}';
    END IF;
    RETURN pd.rate_fraction(p_figure, p_rate.per,
                            (SELECT c.exponent FROM pd.currency c WHERE c.number = p_rate.currency),
                            (SELECT c.exponent FROM pd.currency c WHERE c.number = p_base));
END $$;
COMMENT ON FUNCTION pd.exchange_price(smallint, pd.rate, bigint) IS 'Price as {numerator, denominator} of minor units.';
