-- SPDX-License-Identifier: Apache-2.0
--
-- When a hold is to shrink and end by itself, of what the form says: the kind of cheque, a written schedule of releases,
-- the last day.  A cheque hold of which nothing is said follows the schedule "other".  PD001, PD015.

CREATE OR REPLACE FUNCTION pd.hold_plan(
    p_ledger smallint, p_kind text, p_currency smallint, p_minor bigint, p_cheque text, p_until date, p_releases text)
RETURNS pd.hold_step[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_plan pd.hold_step[] := '{}';
    v_end timestamptz;
BEGIN
    IF p_cheque IS NOT NULL AND p_kind <> 'check' THEN
        PERFORM pd.refuse('PD001', 'Only a hold of kind check has a kind of cheque.', 'cheque');
    END IF;
    IF p_cheque IS NOT NULL AND (p_until IS NOT NULL OR p_releases IS NOT NULL) THEN
        PERFORM pd.refuse('PD001', 'The kind of cheque says when the hold ends: leave the days empty.', 'cheque');
    END IF;
    IF p_kind = 'check' AND p_until IS NULL AND p_releases IS NULL THEN
        RETURN pd.hold_plan_schedule(p_ledger, coalesce(p_cheque, 'other'), p_currency, p_minor);
    END IF;
    IF p_releases IS NOT NULL THEN
        v_plan := pd.hold_plan_releases(p_ledger, p_releases, p_currency, p_minor);
    END IF;
    IF p_until IS NOT NULL THEN
        v_end := pd.hold_until(p_ledger, p_until);
        IF v_end <= (SELECT max(s.at) FROM unnest(v_plan) s) THEN
            PERFORM pd.refuse('PD001', 'The hold would end before its last release.', 'until');
        END IF;
        IF (SELECT min(s.keeps) FROM unnest(v_plan) s) = 0 THEN
            PERFORM pd.refuse('PD001', 'The releases end the hold already: leave the day empty.', 'until');
        END IF;
        v_plan := v_plan || ROW(NULL, NULL, NULL, v_end, 0)::pd.hold_step;
    END IF;
    RETURN v_plan;
END $$;
COMMENT ON FUNCTION pd.hold_plan(smallint, text, smallint, bigint, text, date, text) IS
    'Steps of a hold from the form''s fields. PD001, PD015.';
