-- SPDX-License-Identifier: Apache-2.0
--
-- The limits of an account, a product, a role, or all of them, in the order they were set, a page at a time: p_after is
-- the last limit of the page before.  Operation limit.list.

CREATE OR REPLACE FUNCTION api.limit_list(
    p_scope text DEFAULT NULL, p_subject text DEFAULT NULL, p_after bigint DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    number bigint, scope text, subject text, operation text, currency text, single_minor bigint, daily_minor bigint,
    monthly_minor bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('limit.list');
    v_limit integer := pd.page_limit(p_limit, 50);
    v_subject text;
BEGIN
    IF p_subject IS NOT NULL THEN
        v_subject := pd.limit_subject(v_staff.ledger, p_scope, p_subject, false);
    ELSIF p_scope NOT IN ('account', 'product', 'role') THEN
        PERFORM pd.refuse('PD001', 'Choose account, product or role.', 'scope');
    END IF;
    RETURN QUERY
    SELECT l.id, l.scope, pd.limit_subject_shown(l), l.operation, c.code, l.single, l.daily, l.monthly
      FROM pd.limit l
      JOIN pd.currency c ON c.number = l.currency
     WHERE l.ledger = v_staff.ledger AND l.id > coalesce(p_after, 0)
       AND (p_scope IS NULL OR l.scope = p_scope) AND (v_subject IS NULL OR l.subject = v_subject)
     ORDER BY l.id
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.limit_list(text, text, bigint, integer) IS 'Limits, a page at a time. PD001, PD012.';
