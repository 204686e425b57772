-- SPDX-License-Identifier: Apache-2.0
--
-- The run of a kind for a day, begun if it is not there yet.

CREATE OR REPLACE FUNCTION pd.run_open(p_ledger smallint, p_kind text, p_day date) RETURNS pd.run
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_run pd.run;
BEGIN
    SELECT r.* INTO v_run FROM pd.run r WHERE r.ledger = p_ledger AND r.kind = p_kind AND r.day = p_day;
    IF NOT FOUND THEN
        INSERT INTO pd.run (ledger, kind, day, total)
        SELECT p_ledger, p_kind, p_day, count(*)
          FROM pd.account a
         WHERE a.ledger = p_ledger AND a.kind = 'customer' AND a.status = 'open'
        ON CONFLICT (ledger, kind, day) DO NOTHING;
        SELECT r.* INTO STRICT v_run FROM pd.run r WHERE r.ledger = p_ledger AND r.kind = p_kind AND r.day = p_day;
    END IF;
    RETURN v_run;
END $$;
COMMENT ON FUNCTION pd.run_open(smallint, text, date) IS 'Finds or begins a run.';
