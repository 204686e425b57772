-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps the payer's funds for all of a bulk that is being accepted: a hold of kind bulk, which no person places or
-- frees, and the payer's and the acceptor's limits.  Returns the number of the hold.  PD018, PD019.

CREATE OR REPLACE FUNCTION pd.bulk_reserve(p_call pd.call, p_bulk pd.bulk, p_plan jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hold bigint;
BEGIN
    v_hold := pd.hold_place(p_call.ledger, p_call.staff, p_call.request, p_bulk.payer, 'bulk',
                            (p_plan ->> 'amount')::bigint + (p_plan ->> 'fee')::bigint, format('Bulk file %s', p_bulk.id),
                            p_bulk.id::text, NULL, '{}');
    PERFORM pd.limit_charge(p_call, pd.bulk_limit_legs(p_bulk, p_plan));
    RETURN v_hold;
END $$;
COMMENT ON FUNCTION pd.bulk_reserve(pd.call, pd.bulk, jsonb) IS 'Keeps the funds of a bulk; returns the hold. PD018, PD019.';
