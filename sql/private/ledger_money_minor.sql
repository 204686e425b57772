-- SPDX-License-Identifier: Apache-2.0
--
-- A typed amount ("25", "25.00", "25.00 EUR") in minor units, exact: at most 10^15, more than zero, no more decimals
-- than the currency has.  With p_currency NULL only the shape is judged, for the check that comes before any look-up.
-- PD001 malformed, PD015 another currency; the field is the caller's.

CREATE OR REPLACE FUNCTION pd.money_minor(p_text text, p_currency smallint, p_field text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_parts text[];
    v_code text;
    v_exponent smallint;
    v_minor numeric;
BEGIN
    IF p_text IS NULL THEN
        PERFORM pd.refuse('PD001', 'The amount is missing.', p_field);
    END IF;
    IF length(p_text) <= 40 THEN
        v_parts := regexp_match(p_text, '^([0-9]{1,16})(?:\.([0-9]{1,6}))?(?: ([A-Za-z]{3}))?$');
    END IF;
    IF v_parts IS NULL THEN
        PERFORM pd.refuse('PD001', 'The amount is not a number of money.', p_field,
                          'Write digits with a point before the decimals, such as 25.00.');
    END IF;
    IF p_currency IS NOT NULL THEN
        SELECT c.code, c.exponent INTO STRICT v_code, v_exponent FROM pd.currency c WHERE c.number = p_currency;
    END IF;
    IF length(v_parts[2]) > v_exponent THEN
        PERFORM pd.refuse('PD001', format('%s has %s.', v_code,
                          CASE v_exponent WHEN 0 THEN 'no decimals' ELSE format('only %s decimals', v_exponent) END),
                          p_field);
    END IF;
    v_minor := (v_parts[1] || rpad(coalesce(v_parts[2], ''), greatest(coalesce(v_exponent, 0), length(v_parts[2])), '0'))::numeric;
    IF v_minor = 0 THEN
        PERFORM pd.refuse('PD001', 'The amount must be more than zero.', p_field);
    END IF;
    IF p_currency IS NULL THEN
        RETURN NULL;
    END IF;
    IF v_minor > 1000000000000000 THEN
        PERFORM pd.refuse('PD001', 'The amount is too large.', p_field);
    END IF;
    IF upper(v_parts[3]) <> v_code THEN
        PERFORM pd.refuse('PD015', format('The account is kept in %s, not in %s.', v_code, upper(v_parts[3])), p_field);
    END IF;
    RETURN v_minor;
END $$;
COMMENT ON FUNCTION pd.money_minor(text, smallint, text) IS
    'Typed amount to minor units: exact, > 0, <= 10^15. PD001, PD015. Currency NULL: the shape only, returns NULL.';
