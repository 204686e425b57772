-- SPDX-License-Identifier: Apache-2.0
--
-- The interest of an account: its rates today, what it has earned and owes that is not posted yet, and when that will
-- be; the statement fees it owes.  Operation interest.view.

CREATE OR REPLACE FUNCTION api.interest_view(p_account text)
RETURNS TABLE (
    account text, product text, currency text, credit_rate text, debit_rate text, accrued_until date,
    credit_minor bigint, tax_minor bigint, debit_minor bigint, next_credit date, next_debit date, last_posted date,
    owed_minor bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_staff pd.staff := pd.caller('interest.view');
    v_account pd.account_now := pd.account_customer_get(v_staff.ledger, p_account, 'account');
    v_date date;
    v_credit pd.interest_term;
    v_debit pd.interest_term;
BEGIN
    SELECT l.business_date INTO STRICT v_date FROM pd.ledger l WHERE l.id = v_staff.ledger;
    SELECT t.* INTO v_credit FROM pd.interest_term_at(v_account.product, v_account.currency, 'credit', v_date) t;
    SELECT t.* INTO v_debit FROM pd.interest_term_at(v_account.product, v_account.currency, 'debit', v_date) t;
    RETURN QUERY
    SELECT v_account.number, v_account.product, c.code,
           pd.interest_rate_text(v_credit.band_from, v_credit.rate, v_account.currency),
           pd.interest_rate_text(v_debit.band_from, v_debit.rate, v_account.currency),
           n.accrued_until, coalesce(n.credit_minor, 0), coalesce(n.tax_minor, 0), coalesce(n.debit_minor, 0),
           pd.interest_period_next(v_credit.frequency, v_date), pd.interest_period_next(v_debit.frequency, v_date),
           (SELECT max(p.day) FROM pd.interest_posting p WHERE p.ledger = v_account.ledger AND p.account = v_account.id),
           (SELECT coalesce(sum(o.fee_minor + o.tax_minor), 0)::bigint
              FROM pd.statement_fee_charge o
             WHERE o.ledger = v_account.ledger AND o.account = v_account.id AND o.journal IS NULL AND o.lapsed IS NULL)
      FROM pd.currency c
      LEFT JOIN pd.interest_now(v_account.ledger, v_account.id) n ON v_account.status = 'open'
     WHERE c.number = v_account.currency;
END $$;
COMMENT ON FUNCTION api.interest_view(text) IS 'Interest of an account. PD001, PD004, PD012.';
