-- SPDX-License-Identifier: Apache-2.0
--
-- Places a hold on an account: the money is there, is kept back from now on, and nothing is posted.  p_plan says when it
-- shrinks and ends by itself (ledger, hold and plan of its steps are filled in here); empty: never.  Returns its number.
-- PD013 closed, PD014 still being moved in, PD018 more than is available.  A blocked account takes holds: they move nothing.

CREATE OR REPLACE FUNCTION pd.hold_place(
    p_ledger smallint, p_staff integer, p_request uuid, p_account bigint, p_kind text, p_amount bigint, p_reason text,
    p_reference text, p_schedule text, p_plan pd.hold_step[])
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_account pd.account_now;
    v_id bigint;
BEGIN
    PERFORM pd.reservation_lock(p_ledger, ARRAY[p_account]);
    PERFORM pd.reservation_settle(p_ledger, p_account);
    SELECT a.* INTO STRICT v_account FROM pd.account_now a WHERE a.ledger = p_ledger AND a.id = p_account;
    PERFORM pd.account_open_check(v_account, 'account');
    PERFORM pd.account_block_check(v_account, 0, 'account');
    IF v_account.available < p_amount THEN
        PERFORM pd.refuse('PD018', format('Account %s has %s available; %s cannot be held.', v_account.number,
            pd.money_text(v_account.available, v_account.currency), pd.money_text(p_amount, v_account.currency)), 'amount',
            'Hold what is there, and block the account if later money must not go out either.');
    END IF;
    INSERT INTO pd.hold (ledger, account, currency, kind, schedule, amount, reason, reference, staff, request)
    VALUES (p_ledger, p_account, v_account.currency, p_kind, p_schedule, p_amount, p_reason, p_reference, p_staff, p_request)
    RETURNING id INTO v_id;
    INSERT INTO pd.hold_step (ledger, hold, plan, at, keeps)
    SELECT p_ledger, v_id, 1, s.at, s.keeps FROM unnest(p_plan) s;
    PERFORM pd.hold_event_write(p_ledger, v_id, 'place', p_amount, p_amount, NULL, NULL, p_staff, p_request);
    PERFORM pd.reservation_add(p_ledger, p_account, v_id, 'hold', p_amount, pd.hold_next(p_ledger, v_id));
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.hold_place(smallint, integer, uuid, bigint, text, bigint, text, text, text, pd.hold_step[]) IS
    'Places a hold and returns its number. PD013, PD014, PD018.';
