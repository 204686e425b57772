-- SPDX-License-Identifier: Apache-2.0
--
-- What open holds keep back on an account at this moment: what is due to be released does not count, whether anybody
-- has written that down or not.

CREATE OR REPLACE FUNCTION pd.held_now(p_ledger smallint, p_account bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT coalesce(sum(pd.hold_left(r.ledger, r.id, r.amount, r.next_at)), 0)::bigint
      FROM pd.reserved r
     WHERE r.ledger = p_ledger AND r.account = p_account AND r.kind = 'hold');
END $$;
COMMENT ON FUNCTION pd.held_now(smallint, bigint) IS 'Kept back by open holds at this moment.';
