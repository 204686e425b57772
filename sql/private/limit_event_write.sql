-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps that a limit was set or removed, and why.

CREATE OR REPLACE FUNCTION pd.limit_event_write(p_call pd.call, p_what text, p_limit pd.limit, p_reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO pd.limit_event (ledger, what, scope, subject, currency, operation, single, daily, monthly, reason, staff, request)
    VALUES (p_limit.ledger, p_what, p_limit.scope, p_limit.subject, p_limit.currency, p_limit.operation,
            p_limit.single, p_limit.daily, p_limit.monthly, p_reason, p_call.staff, p_call.request);
END $$;
COMMENT ON FUNCTION pd.limit_event_write(pd.call, text, pd.limit, text) IS 'Keeps the history of limits.';
