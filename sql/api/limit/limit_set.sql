-- SPDX-License-Identifier: Apache-2.0
--
-- Sets how much an account, each account of a product or each person of a role may move: at once, on a business day, in
-- a month.  What is left empty is not limited; a limit that is there is replaced.  What was moved counts from the moment
-- the first daily or monthly limit was set.  Operation limit.set.
-- PD001 field, PD012 no such account, product or role, PD013 closed, PD015 not the account's currency.

CREATE OR REPLACE FUNCTION api.limit_set(
    p_request uuid, p_scope text, p_subject text, p_reason text, p_operation text DEFAULT NULL, p_currency text DEFAULT NULL,
    p_single text DEFAULT NULL, p_daily text DEFAULT NULL, p_monthly text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('limit.set', p_request,
        jsonb_build_object('scope', p_scope, 'subject', p_subject, 'reason', p_reason, 'operation', p_operation,
                           'currency', p_currency, 'single', p_single, 'daily', p_daily, 'monthly', p_monthly));
    v_limit pd.limit;
    v_reason text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_reason := pd.reason_clean(p_reason, 'reason');
    v_limit := pd.limit_key(v_call.ledger, p_scope, p_subject, p_operation, p_currency, true);
    IF p_single IS NULL AND p_daily IS NULL AND p_monthly IS NULL THEN
        PERFORM pd.refuse('PD001', 'Give at least one amount.', 'single', 'To lift a limit, remove it.');
    END IF;
    IF p_single IS NOT NULL THEN
        v_limit.single := pd.money_minor(p_single, v_limit.currency, 'single');
    END IF;
    IF p_daily IS NOT NULL THEN
        v_limit.daily := pd.money_minor(p_daily, v_limit.currency, 'daily');
    END IF;
    IF p_monthly IS NOT NULL THEN
        v_limit.monthly := pd.money_minor(p_monthly, v_limit.currency, 'monthly');
    END IF;
    INSERT INTO pd.limit (ledger, scope, subject, currency, operation, single, daily, monthly)
    VALUES (v_limit.ledger, v_limit.scope, v_limit.subject, v_limit.currency, v_limit.operation,
            v_limit.single, v_limit.daily, v_limit.monthly)
    ON CONFLICT (ledger, scope, subject, currency, operation) DO UPDATE
       SET single = excluded.single, daily = excluded.daily, monthly = excluded.monthly
    RETURNING id INTO v_limit.id;
    IF p_scope = 'account' THEN
        PERFORM pd.limit_flag(v_call.ledger, v_limit.subject::bigint);
    END IF;
    PERFORM pd.limit_event_write(v_call, 'set', v_limit, v_reason);
    RETURN pd.call_end(v_call, pd.limit_answer(v_limit), 'limit ' || v_limit.id);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.limit_set(uuid, text, text, text, text, text, text, text, text) IS
    'Sets a limit. PD001, PD012, PD013, PD015.';
