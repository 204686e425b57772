-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps the answer of a request. Two calls with one id at the same time: the second waits here for the
-- first, then asks its client to try again, and the retry finds the first answer.

CREATE OR REPLACE FUNCTION pd.call_record(p_call pd.call, p_outcome text, p_answer jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO pd.request (id, ledger, staff, operation, body_hash, outcome, answer)
    VALUES (p_call.request, p_call.ledger, p_call.staff, p_call.operation, p_call.body_hash, p_outcome, p_answer)
    ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN
        PERFORM pd.refuse('40001', 'The same request is being answered on another connection.', NULL,
                          'Ask again.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.call_record(pd.call, text, jsonb) IS 'Keeps a request''s first answer; 40001 when there is one.';
