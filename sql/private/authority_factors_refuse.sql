-- SPDX-License-Identifier: Apache-2.0
--
-- Says that the factors were not right, the same way whichever it was. Raised, so nothing is kept but the
-- charged failure and the line in the server's log.

CREATE OR REPLACE FUNCTION pd.factors_refuse(p_call pd.call, p_why text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pd.event_write(p_call.staff, p_call.ledger, p_call.operation, NULL, p_call.request, 'failed',
                           jsonb_build_object('why', p_why));
    PERFORM pd.refuse('PD001', 'The password or the code is not right.', 'password',
                      'After ten failures you must wait 30 minutes. A code works once: wait for the next one.');
END $$;
COMMENT ON FUNCTION pd.factors_refuse(pd.call, text) IS 'PD001 on the field password; told to the server''s log.';
