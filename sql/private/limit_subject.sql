-- SPDX-License-Identifier: Apache-2.0
--
-- The key of what a limit is for, of the form's fields: an account by its number, a product by its code, a role by its
-- name.  PD001, PD012, PD013 on the field subject.

CREATE OR REPLACE FUNCTION pd.limit_subject(p_ledger smallint, p_scope text, p_subject text, p_changes boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_account pd.account_now;
BEGIN
    CASE coalesce(p_scope, '')
    WHEN 'account' THEN
        v_account := pd.account_customer_get(p_ledger, p_subject, 'subject');
        IF p_changes THEN
            PERFORM pd.account_open_check(v_account, 'subject');
        END IF;
        RETURN v_account.id;
    WHEN 'product' THEN
        PERFORM FROM pd.product p WHERE p.code = p_subject;
        IF NOT FOUND THEN
            PERFORM pd.refuse('PD012', 'There is no such product.', 'subject');
        END IF;
    WHEN 'role' THEN
        PERFORM FROM pd.role_operation r WHERE r.role = p_subject;
        IF NOT FOUND THEN
            PERFORM pd.refuse('PD012', 'There is no such role.', 'subject');
        END IF;
    ELSE
        PERFORM pd.refuse('PD001', 'Choose account, product or role.', 'scope');
    END CASE;
    RETURN p_subject;
END $$;
COMMENT ON FUNCTION pd.limit_subject(smallint, text, text, boolean) IS 'Key of what a limit is for. PD001, PD012, PD013.';
