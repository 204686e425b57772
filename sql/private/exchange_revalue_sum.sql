-- SPDX-License-Identifier: Apache-2.0
--
-- What the legs of a revaluation come to: income and loss, in the branch's currency.

CREATE OR REPLACE FUNCTION pd.exchange_revalue_sum(p_ledger smallint, p_legs pd.leg[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT jsonb_build_object(
                       'gain_minor', coalesce(sum(v.amount) FILTER (WHERE v.amount > 0), 0),
                       'loss_minor', coalesce(-sum(v.amount) FILTER (WHERE v.amount < 0), 0),
                       'positions', count(*),
                       'currency', (SELECT c.code FROM pd.ledger l JOIN pd.currency c ON c.number = l.base_currency
                                     WHERE l.id = p_ledger))
              FROM unnest(p_legs) AS v
             WHERE v.what = 'revaluation');
END $$;
COMMENT ON FUNCTION pd.exchange_revalue_sum(smallint, pd.leg[]) IS 'Gain, loss and number of positions of a revaluation.';
