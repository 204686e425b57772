-- SPDX-License-Identifier: Apache-2.0
--
-- What a hold whose open row says p_amount still keeps at this moment: that, or less when a step of its plan has come.

CREATE OR REPLACE FUNCTION pd.hold_left(p_ledger smallint, p_hold bigint, p_amount bigint, p_next_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_now timestamptz := clock_timestamp();
    v_keeps bigint;
BEGIN
    IF p_next_at IS NULL OR p_next_at > v_now THEN
        RETURN p_amount;
    END IF;
    SELECT s.keeps INTO v_keeps
      FROM pd.hold_step s
     WHERE s.ledger = p_ledger AND s.hold = p_hold AND s.at <= v_now
       AND s.plan = (SELECT max(m.plan) FROM pd.hold_step m WHERE m.ledger = p_ledger AND m.hold = p_hold)
     ORDER BY s.at DESC
     LIMIT 1;
    RETURN least(p_amount, v_keeps);
END $$;
COMMENT ON FUNCTION pd.hold_left(smallint, bigint, bigint, timestamptz) IS 'What an open hold keeps at this moment.';
