-- SPDX-License-Identifier: Apache-2.0
--
-- What open pending transfers reserve on an account at this moment: those that have expired do not count, whether
-- anybody has written that down or not.

CREATE OR REPLACE FUNCTION pd.pending_now(p_ledger smallint, p_account bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT coalesce(sum(r.amount), 0)::bigint
      FROM pd.reserved r
     WHERE r.ledger = p_ledger AND r.account = p_account AND r.kind = 'pending'
       AND (r.next_at IS NULL OR r.next_at > clock_timestamp()));
END $$;
COMMENT ON FUNCTION pd.pending_now(smallint, bigint) IS 'Reserved by open pending transfers at this moment.';
