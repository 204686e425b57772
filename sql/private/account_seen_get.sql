-- SPDX-License-Identifier: Apache-2.0
--
-- The account of a number, if this person may look at it: a customer's account; his own drawer; for supervisors and
-- auditors also the other drawers and the bank's own accounts.

CREATE OR REPLACE FUNCTION pd.account_seen_get(p_staff pd.staff, p_number text, p_field text) RETURNS pd.account_now
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_account pd.account_now := pd.account_get(p_staff.ledger, p_number, p_field);
BEGIN
    IF v_account.kind <> 'customer' AND v_account.custodian IS DISTINCT FROM p_staff.id
       AND p_staff.role NOT IN ('supervisor', 'auditor') THEN
        PERFORM pd.refuse('PD004', format('Your role (%s) may not look at this account.', p_staff.role), p_field);
    END IF;
    RETURN v_account;
END $$;
COMMENT ON FUNCTION pd.account_seen_get(pd.staff, text, text) IS 'Account that the person may look at: PD001, PD004, PD012 on the field.';
