-- SPDX-License-Identifier: Apache-2.0
--
-- Where captured money may go: another customer's account, or an account of the bank that is no cash.  PD001, PD012 on to.

CREATE OR REPLACE FUNCTION pd.hold_target_get(p_ledger smallint, p_number text, p_account bigint) RETURNS pd.account_now
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_target pd.account_now := pd.account_get(p_ledger, p_number, 'to');
BEGIN
    IF v_target.id = p_account THEN
        PERFORM pd.refuse('PD001', 'The two accounts are the same.', 'to');
    END IF;
    IF v_target.kind = 'drawer' OR v_target.kind = 'internal' AND v_target.flags & 1 <> 0 THEN
        PERFORM pd.refuse('PD012', format('%s is cash: held money cannot go there.', v_target.number), 'to',
                          'Name a customer''s account, or one of the bank''s such as GL-2200-EUR.');
    END IF;
    RETURN v_target;
END $$;
COMMENT ON FUNCTION pd.hold_target_get(smallint, text, bigint) IS 'Account that captured money may go to. PD001, PD012 on to.';
