-- SPDX-License-Identifier: Apache-2.0
--
-- What interest.settle would post on an account, without writing anything: what is open, and what accruing it up to the
-- day before the business date would add.  No row: its product never had a term.

CREATE OR REPLACE FUNCTION pd.interest_now(p_ledger smallint, p_account bigint)
RETURNS TABLE (accrued_until date, credit_minor bigint, tax_minor bigint, debit_minor bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_account pd.account;
    v_state pd.interest_account;
    v_day date;
    v_moves pd.accrual_move[];
BEGIN
    SELECT l.business_date - 1 INTO STRICT v_day FROM pd.ledger l WHERE l.id = p_ledger;
    SELECT a.* INTO STRICT v_account FROM pd.account a WHERE a.ledger = p_ledger AND a.id = p_account;
    SELECT s.* INTO v_state FROM pd.interest_begin(p_ledger, ARRAY[p_account]) s;
    IF v_state.account IS NULL THEN
        RETURN;
    END IF;
    SELECT array_agg(m) INTO v_moves
      FROM pd.balance b
     CROSS JOIN LATERAL pd.accrual_moves(p_ledger, ARRAY[p_account], ARRAY[v_state.accrued_until], ARRAY[v_state.seen],
                                         ARRAY[b.version], v_day) m
     WHERE b.ledger = p_ledger AND b.account = p_account;
    RETURN QUERY
    SELECT greatest(v_state.accrued_until, v_day), d.credit, pd.interest_tax(d.credit, t.withholding), d.debit
      FROM (SELECT pd.interest_minor(v_state.credit_open + coalesce(sum(p.credit), 0)) AS credit,
                   pd.interest_minor(v_state.debit_open + coalesce(sum(p.debit), 0)) AS debit
              FROM pd.accrual_plan(p_ledger, ARRAY[v_state], v_moves, v_day) p) d
      LEFT JOIN LATERAL pd.interest_term_last(v_account.product, v_account.currency, 'credit', v_day) t ON true;
END $$;
COMMENT ON FUNCTION pd.interest_now(smallint, bigint) IS 'Interest of an account that is not posted yet, up to yesterday.';
