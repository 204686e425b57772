-- SPDX-License-Identifier: Apache-2.0
--
-- Closes an account: only at zero, with nothing pending or held.  The row that postings change is the one that is
-- closed, so no posting can slip in.  Its interest is posted first; statement fees that it owes lapse.
-- Operation account.close.
-- PD001 field, PD012 no account, PD013 closed already, PD026 not zero, PD029 orders still pay from it.

CREATE OR REPLACE FUNCTION api.account_close(p_request uuid, p_account text, p_reason text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('account.close', p_request,
        jsonb_build_object('account', p_account, 'reason', p_reason));
    v_account pd.account_now;
    v_reason text;
    v_settled integer;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_account := pd.account_customer_get(v_call.ledger, p_account, 'account');
    PERFORM pd.account_open_check(v_account, 'account');
    PERFORM pd.reservation_settle(v_call.ledger, v_account.id);
    v_settled := pd.interest_settle(v_call.ledger, v_account.id, 'account.close', v_call.staff);
    UPDATE pd.balance b
       SET flags = b.flags | 8
     WHERE b.ledger = v_call.ledger AND b.account = v_account.id
       AND b.flags & 24 = 0 AND b.posted = 0 AND b.pending = 0 AND b.held = 0;
    IF NOT FOUND THEN
        SELECT a.* INTO STRICT v_account FROM pd.account_now a WHERE a.ledger = v_call.ledger AND a.id = v_account.id;
        -- Whatever else it may be (still being moved in), the engine's word for it comes first.
        PERFORM pd.account_block_check(v_account, 0, 'account');
        IF v_settled > 0 AND v_account.pending = 0 AND v_account.held = 0 THEN
            PERFORM pd.refuse('PD026', format('With its interest of %s account %s is not at zero.',
                              pd.money_text((SELECT p.credit_minor - p.tax_minor - p.debit_minor
                                               FROM pd.interest_posting p
                                              WHERE p.ledger = v_call.ledger AND p.account = v_account.id
                                              ORDER BY p.day DESC, p.round DESC
                                              LIMIT 1), v_account.currency), v_account.number),
                              'account', 'Post it with interest.settle, move the rest of the money, then close.');
        END IF;
        PERFORM pd.refuse('PD026', format('Account %s still has %s.', v_account.number, pd.reservation_blockers(v_account)),
                          'account', 'Move the rest of the money, and end what is pending or held.');
    END IF;
    PERFORM pd.order_live_check(v_account, 'account');
    UPDATE pd.statement_fee_charge c
       SET lapsed = v_call.business_date
     WHERE c.ledger = v_call.ledger AND c.account = v_account.id AND c.journal IS NULL AND c.lapsed IS NULL;
    UPDATE pd.account a
       SET status = 'closed', closed = v_call.business_date
     WHERE a.ledger = v_call.ledger AND a.id = v_account.id;
    INSERT INTO pd.account_note (ledger, account, staff, what, reason, request)
    VALUES (v_call.ledger, v_account.id, v_call.staff, 'close', v_reason, p_request);
    RETURN pd.call_end(v_call, jsonb_build_object('account', v_account.number, 'status', 'closed',
                                                  'closed', v_call.business_date), v_account.number);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.account_close(uuid, text, text) IS
    'Closes an account that is at zero. PD001, PD012, PD013, PD026 not zero, PD029 orders pay from it.';
