-- SPDX-License-Identifier: Apache-2.0
--
-- Phase one of a transfer in two phases: reserves the amount on the debit account and posts nothing.  Refuses at once
-- what a posting would refuse, with the same codes in the same order (PD001, PD012 to PD015, PD018, PD019), so that
-- posting or voiding it later can never be short.  Returns the number of the pending transfer.
--
--   p_operation, p_request, p_staff   who asks for it: kept with it, and what limits are counted for
--   p_debit, p_credit                 the accounts; money is reserved on the debit account only
--   p_expires_at                      from then on it is void, by the server's clock; NULL: never
--   p_text                            the narrative of the posting
--   p_debit_field, p_credit_field     the caller's form fields to blame
--
-- The debit account's balance row is locked.  An account in the house's own sense pays out with its debit side, so
-- nothing is reserved on debit-normal accounts, nor on deferred ones, which have no floor.

CREATE OR REPLACE FUNCTION pd.pending_open(
    p_ledger smallint, p_operation text, p_request uuid, p_staff integer, p_debit bigint, p_credit bigint, p_amount bigint,
    p_expires_at timestamptz, p_text text, p_debit_field text DEFAULT 'from', p_credit_field text DEFAULT 'to')
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_legs pd.leg[] := pd.pending_legs(p_debit, p_credit, p_amount, p_debit_field, p_credit_field);
    v_date date;
    v_currency smallint;
    v_reserves boolean;
    v_id bigint;
BEGIN
    IF coalesce(p_amount, 0) <= 0 THEN
        PERFORM pd.refuse('PD001', 'The amount must be more than zero.', 'amount');
    END IF;
    IF p_debit = p_credit THEN
        PERFORM pd.refuse('PD001', 'The two accounts are the same.', p_credit_field);
    END IF;
    IF p_expires_at <= clock_timestamp() THEN
        PERFORM pd.refuse('PD001', 'It would have expired already.', 'expires_at');
    END IF;
    PERFORM pd.reservation_lock(p_ledger, ARRAY[p_debit]);
    PERFORM pd.reservation_settle(p_ledger, p_debit);
    PERFORM pd.post_judge(p_ledger, v_legs);

    SELECT l.business_date, b.currency, b.side = 1 AND b.flags & 32 = 0
      INTO STRICT v_date, v_currency, v_reserves
      FROM pd.ledger l, pd.balance b
     WHERE l.id = p_ledger AND b.ledger = p_ledger AND b.account = p_debit;
    INSERT INTO pd.pending (ledger, operation, request, staff, business_date, debit, credit, currency, amount, expires_at, text)
    VALUES (p_ledger, p_operation, p_request, p_staff, v_date, p_debit, p_credit, v_currency, p_amount, p_expires_at, p_text)
    RETURNING id INTO v_id;
    IF v_reserves THEN
        PERFORM pd.reservation_add(p_ledger, p_debit, v_id, 'pending', p_amount, p_expires_at);
    END IF;
    PERFORM pd.limit_charge(ROW(p_staff, p_ledger, v_date, p_operation, p_request, NULL, NULL)::pd.call, v_legs);
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.pending_open(smallint, text, uuid, integer, bigint, bigint, bigint, timestamptz, text, text, text) IS
    'Reserves a transfer and returns its number. PD001, PD012 to PD015, PD018, PD019.';
