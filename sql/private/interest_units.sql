-- SPDX-License-Identifier: Apache-2.0
--
-- The interest of a balance for the night after a day, in units, under a term; nothing when the balance is on the other
-- side or no term is in force.  Never negative.

CREATE OR REPLACE FUNCTION pd.interest_units(p_balance bigint, p_term pd.interest_term, p_day date) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_term.id IS NULL OR p_balance = 0 OR (p_balance > 0) <> (p_term.side = 'credit') THEN
        RETURN 0;
    END IF;
    RETURN pd.interest_yearly(abs(p_balance), p_term.band_from, p_term.rate, p_term.banding)
           * pd.interest_day_factor(p_term.day_count, p_day);
END $$;
COMMENT ON FUNCTION pd.interest_units(bigint, pd.interest_term, date) IS 'Units of interest of a balance for a night.';
