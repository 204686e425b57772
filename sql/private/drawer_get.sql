-- SPDX-License-Identifier: Apache-2.0
--
-- The open drawer of a person in a currency; without one, his drawer in the branch's own currency, else the oldest one
-- he has.  PD011 says which drawer is missing and what else can be done.

CREATE OR REPLACE FUNCTION pd.drawer_get(
    p_ledger smallint, p_staff integer, p_currency smallint DEFAULT NULL, p_field text DEFAULT NULL)
RETURNS pd.account_now
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_code text;
    v_drawer pd.account_now;
BEGIN
    SELECT a.* INTO v_drawer
      FROM pd.ledger l
      JOIN pd.account_now a ON a.ledger = l.id AND a.custodian = p_staff AND a.kind = 'drawer' AND a.status = 'open'
     WHERE l.id = p_ledger AND (p_currency IS NULL OR a.currency = p_currency)
     ORDER BY a.currency <> l.base_currency, a.id
     LIMIT 1;
    IF NOT FOUND THEN
        SELECT c.code INTO v_code FROM pd.currency c WHERE c.number = p_currency;
        PERFORM pd.refuse('PD011', format('You have no open drawer%s.', ' in ' || v_code), p_field,
            CASE WHEN v_code IS NULL THEN 'A supervisor gives you one.'
                 ELSE format('A supervisor gives you a drawer in %s; or use an account instead of cash.', v_code) END);
    END IF;
    RETURN v_drawer;
END $$;
COMMENT ON FUNCTION pd.drawer_get(smallint, integer, smallint, text) IS
    'The person''s open drawer of a currency, or the one of the branch''s currency: PD011.';
