-- SPDX-License-Identifier: Apache-2.0
--
-- The short way of payment.transfer: the whole payment when everything about it is plain, otherwise NULL with nothing
-- changed, and the ordinary way judges it.  It never refuses anything, and never posts what the ordinary way would refuse
-- or post otherwise: one look finds accounts, currency and fee (the rule is told by pd.plan_fee; tests compare the two),
-- pd.post_pair judges the rest under its locks.  Not plain are another value date, a limit, a text to complain about.

CREATE OR REPLACE FUNCTION pd.payment_transfer_plain(
    p_call pd.call, p_from text, p_to text, p_amount text, p_text text, p_value_date date)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_payer bigint;
    v_payee bigint;
    v_product text;
    v_currency smallint;
    v_code text;
    v_amount numeric;
    v_minor bigint;
    v_fee bigint;
    v_tax bigint;
    v_fee_account bigint;
    v_tax_account bigint;
    v_posted pd.posted;
    v_receipt text;
BEGIN
    IF p_value_date <> p_call.business_date OR p_amount !~ '^[0-9]{1,13}(\.[0-9]{1,4})?( [A-Z]{3})?$' OR length(p_text) > 140
       OR p_text ~ '[\u0001-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]' THEN
        RETURN NULL;
    END IF;
    v_amount := split_part(p_amount, ' ', 1);
    SELECT f.id, t.id, f.product, f.currency, c.code, (v_amount * (ARRAY[1, 10, 100, 1000, 10000])[c.exponent + 1])::bigint
      INTO v_payer, v_payee, v_product, v_currency, v_code, v_minor
      FROM pd.account f
      JOIN pd.account t ON t.ledger = f.ledger AND t.number = replace(p_to, ' ', '') AND t.kind = 'customer' AND t.currency = f.currency
      JOIN pd.currency c ON c.number = f.currency AND scale(v_amount) <= c.exponent AND split_part(p_amount, ' ', 2) IN ('', c.code)
     WHERE f.ledger = p_call.ledger AND f.number = replace(p_from, ' ', '') AND f.kind = 'customer'
       AND NOT EXISTS (SELECT FROM pd.limit l WHERE l.ledger = p_call.ledger AND l.scope IN ('product', 'role'));
    SELECT w.fee, div(w.fee * w.tax_basis_points + 5000, 10000), e.id, x.id
      INTO v_fee, v_tax, v_fee_account, v_tax_account
      FROM (SELECT least(greatest(r.fixed_minor + div(v_minor::numeric * r.basis_points + 5000, 10000), r.minimum_minor), r.maximum_minor) AS fee,
                   r.tax_basis_points
              FROM pd.fee r
             WHERE r.operation = 'payment.transfer' AND r.currency = v_currency
               AND (r.product = v_product OR r.product IS NULL)
               AND r.from_minor <= v_minor AND (r.to_minor IS NULL OR v_minor < r.to_minor)
               AND r.valid_from <= p_call.business_date AND (r.valid_to IS NULL OR p_call.business_date <= r.valid_to)
             ORDER BY r.product IS NULL, r.from_minor DESC, r.valid_from DESC, r.id DESC
             LIMIT 1) w
      LEFT JOIN pd.account e ON e.ledger = p_call.ledger AND e.gl = '4010' AND e.currency = v_currency AND e.kind = 'internal'
      LEFT JOIN pd.account x ON x.ledger = p_call.ledger AND x.gl = '2150' AND x.currency = v_currency AND x.kind = 'internal'
     WHERE w.fee > 0;
    v_posted := pd.post_pair(p_call, nullif(btrim(normalize(p_text, NFC)), ''), v_payer, v_payee, v_minor,
                             coalesce(v_fee, 0), v_fee_account, coalesce(v_tax, 0), v_tax_account);
    IF v_posted.journal IS NULL THEN
        RETURN NULL;
    END IF;
    v_receipt := pd.receipt_number(p_call.ledger, v_posted.journal);
    RETURN pd.call_end(p_call, jsonb_build_object(
        'receipt', v_receipt, 'posted_at', v_posted.posted_at, 'business_date', p_call.business_date, 'amount_minor', v_minor,
        'fee_minor', coalesce(v_fee + v_tax, 0), 'currency', v_code, 'balance_minor', v_posted.balances[3]), v_receipt);
END $$;
COMMENT ON FUNCTION pd.payment_transfer_plain(pd.call, text, text, text, text, date) IS
    'A plain payment.transfer in one go: its answer, or NULL when it is not plain.';
