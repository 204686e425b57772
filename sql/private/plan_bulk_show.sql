-- SPDX-License-Identifier: Apache-2.0
--
-- The preview of a bulk: one entry for what the payer pays, one for all its payees together, and those of the fee.

CREATE OR REPLACE FUNCTION pd.plan_bulk_show(p_bulk pd.bulk, p_plan jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_amount bigint := (p_plan ->> 'amount')::bigint;
    v_fee bigint := (p_plan ->> 'fee')::bigint;
    v_code text := (SELECT c.code FROM pd.currency c WHERE c.number = p_bulk.currency);
    v_payer pd.account_now;
    v_fees jsonb;
BEGIN
    SELECT a.* INTO STRICT v_payer FROM pd.account_now a WHERE a.ledger = p_bulk.ledger AND a.id = p_bulk.payer;
    SELECT jsonb_agg(jsonb_build_object('account', a.number, 'name', a.name, 'what', l.what,
                                        'debit_minor', CASE WHEN l.amount < 0 THEN -l.amount END,
                                        'credit_minor', CASE WHEN l.amount > 0 THEN l.amount END,
                                        'balance_after_minor',
                                        CASE WHEN l.account = p_bulk.payer THEN v_payer.balance - v_amount - v_fee END,
                                        'currency', v_code) ORDER BY l.place)
      INTO v_fees
      FROM ROWS FROM (jsonb_to_recordset(p_plan -> 'legs') AS (account bigint, amount bigint, what text))
           WITH ORDINALITY AS l(account, amount, what, place)
      JOIN pd.account a ON a.ledger = p_bulk.ledger AND a.id = l.account;
    RETURN jsonb_build_object(
        'entries', jsonb_build_array(
            jsonb_build_object('account', v_payer.number, 'name', v_payer.name, 'what', 'principal', 'debit_minor', v_amount,
                               'credit_minor', NULL, 'balance_after_minor', v_payer.balance - v_amount, 'currency', v_code),
            jsonb_build_object('account', '', 'name', format('%s payments', p_plan ->> 'good'), 'what', 'principal',
                               'debit_minor', NULL, 'credit_minor', v_amount, 'balance_after_minor', NULL,
                               'currency', v_code)) || coalesce(v_fees, '[]'),
        'lines', p_bulk.lines,
        'good', p_plan -> 'good',
        'bad', p_plan -> 'bad',
        'amount_minor', v_amount,
        'fee_minor', v_fee,
        'total_minor', v_amount + v_fee,
        'currency', v_code)
        || CASE WHEN (p_plan ->> 'bad')::integer > 0
                THEN jsonb_build_object('remark', format('%s of %s lines are bad and left out.', p_plan ->> 'bad', p_bulk.lines))
                ELSE '{}' END;
END $$;
COMMENT ON FUNCTION pd.plan_bulk_show(pd.bulk, jsonb) IS 'Preview of pd.plan_bulk''s plan: entries, counts, sums.';
