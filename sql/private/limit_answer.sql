-- SPDX-License-Identifier: Apache-2.0
--
-- A limit as the form shows it.

CREATE OR REPLACE FUNCTION pd.limit_answer(p_limit pd.limit) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object(
        'limit', p_limit.id,
        'scope', p_limit.scope,
        'subject', pd.limit_subject_shown(p_limit),
        'operation', p_limit.operation,
        'single_minor', p_limit.single,
        'daily_minor', p_limit.daily,
        'monthly_minor', p_limit.monthly,
        'currency', (SELECT c.code FROM pd.currency c WHERE c.number = p_limit.currency));
END $$;
COMMENT ON FUNCTION pd.limit_answer(pd.limit) IS 'A limit as an answer.';
