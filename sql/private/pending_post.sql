-- SPDX-License-Identifier: Apache-2.0
--
-- Phase two: posts a pending transfer, whole or in part; what is not posted returns at once, and nothing can be posted
-- of it a second time.  Returns what pd.post did.
--
--   p_amount                     NULL: all of it; at most what is pending
--   p_debit, p_credit, p_currency  may be left blank; if they are named they must be those of the pending transfer
--   p_operation, p_text          of the journal; NULL: those of the pending transfer
--   p_request, p_staff           who posts it
--
-- Refusals, in the one order of all refusals: PD001 amount, PD012 no such pending transfer, PD013 closed, PD014 blocked,
-- PD015 another currency, PD027 other accounts, PD019 more than is pending, PD030 posted already, PD031 voided, PD032
-- expired.  The accounts' balance rows are locked in their order.  Limits were counted when it was opened.

CREATE OR REPLACE FUNCTION pd.pending_post(
    p_ledger smallint, p_id bigint, p_amount bigint DEFAULT NULL, p_operation text DEFAULT NULL, p_request uuid DEFAULT NULL,
    p_staff integer DEFAULT NULL, p_value_date date DEFAULT NULL, p_text text DEFAULT NULL, p_debit bigint DEFAULT NULL,
    p_credit bigint DEFAULT NULL, p_currency smallint DEFAULT NULL)
RETURNS pd.posted
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_pending pd.pending_state;
    v_minor bigint;
    v_call pd.call;
    v_posted pd.posted;
BEGIN
    IF p_amount <= 0 THEN
        PERFORM pd.refuse('PD001', 'The amount must be more than zero.', 'amount');
    END IF;
    v_pending := pd.pending_get(p_ledger, p_id);
    v_minor := coalesce(p_amount, v_pending.amount);
    PERFORM pd.pending_accounts_check(p_ledger, v_pending.debit, v_pending.credit);
    IF p_currency <> v_pending.currency THEN
        PERFORM pd.refuse('PD015', 'The pending transfer is in another currency.', 'pending');
    END IF;
    IF p_debit <> v_pending.debit OR p_credit <> v_pending.credit THEN
        PERFORM pd.refuse('PD027', 'The pending transfer is between other accounts.', 'pending',
                          'Leave the accounts blank, or name those it was opened with.');
    END IF;
    IF v_minor > v_pending.amount THEN
        PERFORM pd.refuse('PD019', format('%s is pending; %s cannot be posted.',
            pd.money_text(v_pending.amount, v_pending.currency), pd.money_text(v_minor, v_pending.currency)), 'amount',
            'Void it and open another one over the whole amount.');
    END IF;
    PERFORM pd.pending_open_check('The pending transfer', v_pending.state, 'pending');

    SELECT p_staff, p_ledger, l.business_date, coalesce(p_operation, v_pending.operation), p_request, NULL, NULL
      INTO v_call
      FROM pd.ledger l
     WHERE l.id = p_ledger;
    v_posted := pd.reservation_post(v_call, v_pending.debit, p_id, v_pending.amount, p_value_date,
        coalesce(p_text, v_pending.text), pd.pending_legs(v_pending.debit, v_pending.credit, v_minor, NULL, NULL));
    PERFORM pd.pending_end_write(p_ledger, p_id, 'posted', v_minor, v_posted.journal, p_request, p_staff);
    RETURN v_posted;
END $$;
COMMENT ON FUNCTION pd.pending_post(smallint, bigint, bigint, text, uuid, integer, date, text, bigint, bigint, smallint) IS
    'Posts a pending transfer, whole or in part, once. PD001, PD012 to PD015, PD019, PD027, PD030 to PD032.';
