-- SPDX-License-Identifier: Apache-2.0
--
-- The plan that somebody wrote down: a line for each release, a day and an amount ("2026-12-01 275.00"), in the order of
-- the days, all to come, together not more than the hold.  PD001, PD015 on the field releases.

CREATE OR REPLACE FUNCTION pd.hold_plan_releases(p_ledger smallint, p_text text, p_currency smallint, p_minor bigint)
RETURNS pd.hold_step[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_line text;
    v_parts text[];
    v_day date;
    v_last date := '-infinity';
    v_left bigint := p_minor;
    v_plan pd.hold_step[] := '{}';
BEGIN
    IF length(p_text) > 500 THEN
        PERFORM pd.refuse('PD001', 'That is too long: 500 characters at most.', 'releases');
    END IF;
    FOREACH v_line IN ARRAY regexp_split_to_array(btrim(p_text, E' \n;'), ' *[\n;] *') LOOP
        v_parts := regexp_match(v_line, '^([0-9]{4})-([0-9]{2})-([0-9]{2}) +([0-9].*)$');
        v_day := pd.hold_day_read(v_parts);
        IF v_day IS NULL THEN
            PERFORM pd.refuse('PD001', 'A line of the releases is not a day and an amount.', 'releases',
                              'Write each on a line of its own, such as 2026-12-01 275.00.');
        END IF;
        IF v_day <= v_last OR pd.day_start(p_ledger, v_day) <= clock_timestamp() THEN
            PERFORM pd.refuse('PD001', format('%s is not after today and after the day before it.', v_day), 'releases');
        END IF;
        v_last := v_day;
        v_left := v_left - pd.money_minor(v_parts[4], p_currency, 'releases');
        IF v_left < 0 THEN
            PERFORM pd.refuse('PD001', 'The releases together are more than the hold.', 'releases');
        END IF;
        v_plan := v_plan || ROW(NULL, NULL, NULL, pd.day_start(p_ledger, v_day), v_left)::pd.hold_step;
    END LOOP;
    RETURN v_plan;
END $$;
COMMENT ON FUNCTION pd.hold_plan_releases(smallint, text, smallint, bigint) IS
    'Steps of a written schedule of releases. PD001, PD015 on releases.';
