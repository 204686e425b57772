-- SPDX-License-Identifier: Apache-2.0
--
-- What became of a due date, for people: as it was written, or reversed when its journal was.

CREATE OR REPLACE FUNCTION pd.order_execution_state(p_execution pd.order_execution) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT
                 FROM pd.journal_link l
                WHERE l.ledger = p_execution.ledger AND l.target = p_execution.journal AND l.kind = 'reversal') THEN
        RETURN 'reversed';
    END IF;
    RETURN p_execution.state;
END $$;
COMMENT ON FUNCTION pd.order_execution_state(pd.order_execution) IS 'waiting, paid, failed, skipped, or reversed.';
