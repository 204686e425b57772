-- SPDX-License-Identifier: Apache-2.0
--
-- The newest due dates of an order in words, newest first: "2026-11-30 paid 1-00000042".

CREATE OR REPLACE FUNCTION pd.order_history(p_order pd.standing_order, p_count integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT coalesce(jsonb_agg(concat_ws(' ', e.due, pd.order_execution_state(e), pd.receipt_number(e.ledger, e.journal), e.code)
                              ORDER BY e.due DESC), '[]')
      FROM (SELECT x.*
              FROM pd.order_execution x
             WHERE x.ledger = p_order.ledger AND x.standing_order = p_order.id
             ORDER BY x.due DESC
             LIMIT p_count) e);
END $$;
COMMENT ON FUNCTION pd.order_history(pd.standing_order, integer) IS 'The newest executions of an order, in words.';
