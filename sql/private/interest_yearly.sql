-- SPDX-License-Identifier: Apache-2.0
--
-- The interest of a balance (or of an overdrawn amount) for a whole year, in millionths of a minor unit: exact.
-- A band begins with the amount it is named by: a balance of exactly 10,000.00 has reached the band from 10,000.00.

CREATE OR REPLACE FUNCTION pd.interest_yearly(p_balance bigint, p_band_from bigint[], p_rate integer[], p_banding text)
RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bands integer := cardinality(p_band_from);
    v_yearly numeric := 0;
    v_top bigint := p_balance;
BEGIN
    -- From the highest band that the balance has reached downward.
    FOR i IN REVERSE v_bands .. 1 LOOP
        CONTINUE WHEN p_balance < p_band_from[i];
        IF p_banding = 'whole' THEN
            RETURN p_balance::numeric * p_rate[i];
        END IF;
        v_yearly := v_yearly + (v_top - p_band_from[i])::numeric * p_rate[i];
        v_top := p_band_from[i];
    END LOOP;
    RETURN v_yearly;
END $$;
COMMENT ON FUNCTION pd.interest_yearly(bigint, bigint[], integer[], text) IS
    'Interest of a balance for a year, in millionths of a minor unit.';
