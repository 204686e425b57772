-- SPDX-License-Identifier: Apache-2.0
--
-- Accepts a locked bulk for the caller.  The payer's balance row is locked first, so that the funds that are found are
-- still there when they are kept.  PD018 and PD019 besides what pd.plan_bulk refuses.

CREATE OR REPLACE FUNCTION pd.bulk_accept(p_call pd.call, p_bulk pd.bulk, p_skip_bad boolean) RETURNS pd.bulk
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bulk pd.bulk := p_bulk;
    v_plan jsonb;
    v_hold bigint;
BEGIN
    PERFORM FROM pd.balance b WHERE b.ledger = p_bulk.ledger AND b.account = p_bulk.payer FOR NO KEY UPDATE;
    v_plan := pd.plan_bulk(v_bulk, p_call.staff, p_skip_bad);
    IF (v_plan ->> 'bad')::integer > v_bulk.bad THEN
        PERFORM pd.bulk_judge(v_bulk, 1, v_bulk.lines, 'bad');
    END IF;
    v_hold := pd.bulk_reserve(p_call, v_bulk, v_plan);
    UPDATE pd.bulk b
       SET state = 'accepted',
           bad = (v_plan ->> 'bad')::integer,
           amount = (v_plan ->> 'amount')::bigint,
           fee = (v_plan ->> 'fee')::bigint,
           fee_legs = v_plan -> 'legs',
           accepted_by = p_call.staff,
           accepted_at = clock_timestamp(),
           touched_at = clock_timestamp(),
           accepted_on = p_call.business_date,
           reservation = v_hold
     WHERE b.ledger = p_bulk.ledger AND b.id = p_bulk.id
    RETURNING b.* INTO v_bulk;
    RETURN v_bulk;
END $$;
COMMENT ON FUNCTION pd.bulk_accept(pd.call, pd.bulk, boolean) IS 'Accepts a locked bulk; refuses as pd.plan_bulk.';
