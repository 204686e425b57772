-- SPDX-License-Identifier: Apache-2.0
--
-- The distance of selling and buying rate in per cent of mid, two decimals: "3.00 %".

CREATE OR REPLACE FUNCTION pd.rate_spread(p_rate pd.rate) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN round((p_rate.sell - p_rate.buy)::numeric * 100 / p_rate.mid, 2) || ' %';
END $$;
COMMENT ON FUNCTION pd.rate_spread(pd.rate) IS 'Spread of a rate in per cent of its mid.';
