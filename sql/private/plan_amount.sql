-- SPDX-License-Identifier: Apache-2.0
--
-- What every payment between two accounts checks before its legs are made, in the order of the refusals: the amount
-- (PD001), closed (PD013), blocked (PD014), currency (PD015).  The amount is read in the currency of p_subject, the
-- account that the form asks for.  Balances are not looked at: pd.post does that under its locks.

CREATE OR REPLACE FUNCTION pd.plan_amount(
    p_amount text, p_from pd.account_now, p_from_field text, p_to pd.account_now, p_to_field text, p_subject pd.account_now)
RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_minor bigint;
BEGIN
    IF (p_from.flags | p_to.flags) & 30 <> 0 THEN
        -- Something is closed or blocked: read the amount without the currency behind it first.
        PERFORM pd.money_minor(regexp_replace(p_amount, ' [A-Za-z]{3}$', ''), p_subject.currency, 'amount');
        PERFORM pd.account_open_check(p_from, p_from_field);
        PERFORM pd.account_open_check(p_to, p_to_field);
        PERFORM pd.account_block_check(p_from, 2, p_from_field);
        PERFORM pd.account_block_check(p_to, 4, p_to_field);
    END IF;
    v_minor := pd.money_minor(p_amount, p_subject.currency, 'amount');
    IF p_from.currency <> p_to.currency THEN
        PERFORM pd.refuse('PD015', format('%s is kept in %s, %s in %s.',
            p_from.number, (SELECT c.code FROM pd.currency c WHERE c.number = p_from.currency),
            p_to.number, (SELECT c.code FROM pd.currency c WHERE c.number = p_to.currency)),
            CASE WHEN p_to_field = 'amount' THEN p_from_field ELSE p_to_field END);
    END IF;
    RETURN v_minor;
END $$;
COMMENT ON FUNCTION pd.plan_amount(text, pd.account_now, text, pd.account_now, text, pd.account_now) IS
    'Minor units of a payment between two accounts: PD001, PD013, PD014, PD015.';
