-- SPDX-License-Identifier: Apache-2.0
--
-- Refuses an amount beyond a limit (PD019): names the limit, what is used of it and what is left.  p_used is what was used
-- before, NULL for the limit of a single payment.

CREATE OR REPLACE FUNCTION pd.limit_judge(
    p_word text, p_name text, p_operation text, p_currency smallint, p_limit bigint, p_used bigint, p_amount bigint, p_field text)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_limit IS NULL OR p_amount <= p_limit - coalesce(p_used, 0) THEN
        RETURN;
    END IF;
    PERFORM pd.refuse('PD019', format('The %s limit of %s%s is %s', p_word, p_name,
            CASE WHEN p_operation <> '' THEN ' for ' || p_operation ELSE '' END, pd.money_text(p_limit, p_currency))
        || CASE WHEN p_used IS NULL THEN ''
                ELSE format(', of which %s is used and %s left', pd.money_text(p_used, p_currency),
                            pd.money_text(greatest(p_limit - p_used, 0), p_currency)) END
        || format('; %s is asked.', pd.money_text(p_amount, p_currency)), p_field,
        'Stay within the limit, or ask a supervisor.');
END $$;
COMMENT ON FUNCTION pd.limit_judge(text, text, text, smallint, bigint, bigint, bigint, text) IS
    'PD019 for an amount beyond a limit.';
