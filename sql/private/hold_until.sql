-- SPDX-License-Identifier: Apache-2.0
--
-- The moment that a hold ends which is to last until a day: when that day begins at the branch.  It must be to come, and
-- within ten years.  PD001 on the field until.

CREATE OR REPLACE FUNCTION pd.hold_until(p_ledger smallint, p_until date) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_at timestamptz;
BEGIN
    -- Days far away, and infinity, are no moments.
    IF p_until BETWEEN '2000-01-01' AND '9000-01-01' THEN
        v_at := pd.day_start(p_ledger, p_until);
    END IF;
    IF v_at IS NULL OR v_at <= clock_timestamp() OR v_at > clock_timestamp() + interval '10 years' THEN
        PERFORM pd.refuse('PD001', 'A hold ends on a day after today, within ten years.', 'until');
    END IF;
    RETURN v_at;
END $$;
COMMENT ON FUNCTION pd.hold_until(smallint, date) IS 'When a hold until that day ends. PD001 on until.';
