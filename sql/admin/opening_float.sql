-- SPDX-License-Identifier: Apache-2.0
--
-- Brings cash into the branch and into a teller's drawer, when a bank or its demo is set up, by the host's superuser:
-- the vault from opening equity, the drawer from the vault.  Makes the drawer when the person has none in that currency.
-- The same request id again does nothing and answers as before.

CREATE OR REPLACE FUNCTION admin.opening_float(
    p_request uuid, p_ledger smallint, p_staff_name text, p_currency text, p_amount_minor bigint)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_currency smallint := pd.currency_number(p_currency, 'currency');
    v_body jsonb := jsonb_build_object('ledger', p_ledger, 'staff', p_staff_name, 'currency', upper(p_currency),
                                       'amount_minor', p_amount_minor);
    v_answer jsonb := pd.opening_answer(p_request, 'admin.opening_float', v_body);
    v_staff integer;
    v_date date;
    v_vault bigint;
    v_drawer bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    IF coalesce(p_amount_minor, 0) <= 0 THEN
        PERFORM pd.refuse('PD001', 'The amount must be more than zero.', 'amount_minor');
    END IF;
    SELECT s.id, l.business_date INTO v_staff, v_date
      FROM pd.staff s
      JOIN pd.ledger l ON l.id = s.ledger
     WHERE s.name = p_staff_name AND s.ledger = p_ledger;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', 'There is no such person in this branch.', 'staff_name');
    END IF;
    v_vault := pd.internal_account(p_ledger, '1010', v_currency);
    v_drawer := pd.drawer_make(p_ledger, v_staff, v_currency);
    PERFORM pd.post(p_ledger, 'admin.opening_float', p_request, NULL, v_date, v_date, 'Opening cash of the vault', ARRAY[
        ROW(v_vault, -p_amount_minor, 'principal', 'amount_minor'),
        ROW(pd.internal_account(p_ledger, '3010', v_currency), p_amount_minor, 'principal', 'amount_minor')]::pd.leg[]);
    PERFORM pd.post(p_ledger, 'admin.opening_float', p_request, NULL, v_date, v_date, 'Opening cash of the drawer', ARRAY[
        ROW(v_drawer, -p_amount_minor, 'principal', 'amount_minor'),
        ROW(v_vault, p_amount_minor, 'principal', 'amount_minor')]::pd.leg[]);
    RETURN pd.opening_record(p_request, p_ledger, v_staff, 'admin.opening_float', v_body,
        (SELECT jsonb_build_object('drawer', a.number, 'drawer_balance_minor', a.balance, 'currency', upper(p_currency))
           FROM pd.account_now a
          WHERE a.ledger = p_ledger AND a.id = v_drawer));
END $$;
COMMENT ON FUNCTION admin.opening_float(uuid, smallint, text, text, bigint) IS
    'Superuser: opening cash for a teller''s drawer, once per request id. PD001, PD002, PD012.';
