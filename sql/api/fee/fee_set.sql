-- SPDX-License-Identifier: Apache-2.0
--
-- A new fee from a day on, in place of the one of the same product, currency and band.  Nothing that was charged changes.
-- Operation fee.set.  PD001 and PD015 fields, PD027 another one is planned for later.

CREATE OR REPLACE FUNCTION api.fee_set(
    p_request uuid, p_operation text, p_currency text, p_product text DEFAULT NULL, p_from text DEFAULT NULL, p_to text DEFAULT NULL,
    p_fixed text DEFAULT NULL, p_basis_points integer DEFAULT NULL, p_minimum text DEFAULT NULL, p_maximum text DEFAULT NULL,
    p_tax_basis_points integer DEFAULT NULL, p_valid_from date DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('fee.set', p_request, jsonb_build_object(
        'operation', p_operation, 'currency', p_currency, 'product', p_product, 'from', p_from, 'to', p_to, 'fixed', p_fixed,
        'basis_points', p_basis_points, 'minimum', p_minimum, 'maximum', p_maximum, 'tax_basis_points', p_tax_basis_points,
        'valid_from', p_valid_from));
    v_fee pd.fee;
    v_row record;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_fee := pd.fee_read(v_call.ledger, p_operation, p_product, p_currency, p_from, p_to, p_fixed, p_basis_points, p_minimum,
                         p_maximum, p_tax_basis_points, p_valid_from);
    v_row := pd.fee_band_add(v_fee, v_call.staff);
    v_fee.id := v_row.added;
    RETURN pd.call_end(v_call, jsonb_build_object(
        'fee', v_row.added, 'replaces', v_row.replaced, 'operation', v_fee.operation, 'product', coalesce(v_fee.product, 'any'),
        'rule', pd.fee_rule_text(v_fee), 'valid_from', v_fee.valid_from), v_row.added::text);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.fee_set(uuid, text, text, text, text, text, text, integer, text, text, integer, date) IS
    'A new row of the tariff: its number, the one it replaces, the rule in words. PD001, PD015, PD027.';
