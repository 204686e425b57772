-- SPDX-License-Identifier: Apache-2.0
--
-- What a person is told of a rate that was set.

CREATE OR REPLACE FUNCTION pd.rate_answer(p_rate pd.rate) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object(
        'rate', pd.rate_name(p_rate.currency, p_rate.number),
        'per', p_rate.per,
        'currency', (SELECT c.code FROM pd.currency c WHERE c.number = p_rate.currency),
        'buy', pd.rate_text(p_rate.buy),
        'mid', pd.rate_text(p_rate.mid),
        'sell', pd.rate_text(p_rate.sell),
        'base', (SELECT c.code FROM pd.currency c WHERE c.number = p_rate.base),
        'spread', pd.rate_spread(p_rate),
        'valid_to', p_rate.valid_to);
END $$;
COMMENT ON FUNCTION pd.rate_answer(pd.rate) IS 'A rate as it was set: name, units, prices, spread, until when.';
