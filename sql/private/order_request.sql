-- SPDX-License-Identifier: Apache-2.0
--
-- The request id of a due date: always the same, so whatever tries it again asks the same thing.  A UUID of version 8.

CREATE OR REPLACE FUNCTION pd.order_request(p_ledger smallint, p_order bigint, p_due date) RETURNS uuid
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hash text := encode(sha256(convert_to(format('paydesk order %s %s %s', p_ledger, p_order, to_char(p_due, 'YYYY-MM-DD')), 'UTF8')), 'hex');
BEGIN
    RETURN overlay(overlay(left(v_hash, 32) PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid;
END $$;
COMMENT ON FUNCTION pd.order_request(smallint, bigint, date) IS 'Request id of an order''s due date.';
