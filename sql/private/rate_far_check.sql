-- SPDX-License-Identifier: Apache-2.0
--
-- A rate that is far from the last one of its currency is more often a slip of the finger (1.0830 for 0.9234, a moved
-- point) than news: more than 5 % away at mid it must be confirmed.  The first rate of a currency has nothing to be far from.

CREATE OR REPLACE FUNCTION pd.rate_far_check(p_last pd.rate, p_per integer, p_mid bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_percent CONSTANT integer := 5;
    v_last numeric := p_last.mid::numeric * p_per;
BEGIN
    IF abs(p_mid::numeric * p_last.per - v_last) * 100 > v_last * c_percent THEN
        PERFORM pd.refuse('PD019', format('This is more than %s %% away from the last rate, %s.', c_percent,
                          pd.rate_price(p_last, p_last.mid)), 'mid',
                          'Look at the figures again; if they are right, say yes to far_from_last.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.rate_far_check(pd.rate, integer, bigint) IS 'PD019 for a mid far from the last one.';
