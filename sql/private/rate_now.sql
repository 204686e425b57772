-- SPDX-License-Identifier: Apache-2.0
--
-- The rate at which a currency is exchanged at this moment.  An older rate never comes back when the newest has run out.

CREATE OR REPLACE FUNCTION pd.rate_now(p_ledger smallint, p_currency smallint, p_field text) RETURNS pd.rate
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_rate pd.rate := pd.rate_newest(p_ledger, p_currency);
    v_code text;
BEGIN
    IF v_rate.number IS NULL OR v_rate.valid_to <= clock_timestamp() THEN
        SELECT c.code INTO STRICT v_code FROM pd.currency c WHERE c.number = p_currency;
        PERFORM pd.refuse('PD035', CASE WHEN v_rate.number IS NULL THEN format('There is no rate for %s.', v_code)
                ELSE format('The rate %s has run out.', pd.rate_name(p_currency, v_rate.number)) END, p_field,
            format('Ask a supervisor to set a rate for %s.', v_code));
    END IF;
    RETURN v_rate;
END $$;
COMMENT ON FUNCTION pd.rate_now(smallint, smallint, text) IS 'The rate in force: PD035 when there is none or it has run out.';
