-- SPDX-License-Identifier: Apache-2.0
--
-- How orders are retried and suspended; a ledger without a row of its own has the table's defaults.

CREATE OR REPLACE FUNCTION pd.order_policy_of(p_ledger smallint) RETURNS pd.order_policy
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_policy pd.order_policy;
BEGIN
    SELECT p.* INTO v_policy FROM pd.order_policy p WHERE p.ledger = p_ledger;
    IF NOT FOUND THEN
        v_policy := ROW(p_ledger, 3, interval '2 hours', 3);
    END IF;
    RETURN v_policy;
END $$;
COMMENT ON FUNCTION pd.order_policy_of(smallint) IS 'Retries and suspension of a ledger''s orders.';

INSERT INTO pd.order_policy (ledger)
SELECT l.id FROM pd.ledger l
ON CONFLICT (ledger) DO NOTHING;
