-- SPDX-License-Identifier: Apache-2.0
--
-- Sets the interest of a product from a day on, for good or up to a last day; what was in force before stays on record.
-- Days that are over keep their terms: interest that was accrued is never counted again.  Operation interest.term_set.

CREATE OR REPLACE FUNCTION api.interest_term_set(
    p_request uuid, p_product text, p_currency text, p_side text, p_rates text, p_day_count text, p_frequency text,
    p_valid_from date, p_valid_to date DEFAULT NULL, p_banding text DEFAULT NULL, p_withholding text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('interest.term_set', p_request,
        jsonb_build_object('product', p_product, 'currency', p_currency, 'side', p_side, 'rates', p_rates,
                           'day_count', p_day_count, 'frequency', p_frequency, 'valid_from', p_valid_from,
                           'valid_to', p_valid_to, 'banding', p_banding, 'withholding', p_withholding));
    v_currency smallint;
    v_rates record;
    v_withholding integer;
    v_id bigint;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    PERFORM pd.product_get(p_product, 'product');
    v_currency := pd.currency_number(p_currency, 'currency');
    PERFORM pd.interest_choice(p_side, ARRAY['credit', 'debit'], 'side');
    v_rates := pd.interest_rates_read(p_rates, v_currency, 'rates');
    PERFORM pd.interest_choice(upper(p_day_count), ARRAY['ACT/365', 'ACT/360', 'ACT/ACT', '30E/360'], 'day_count');
    PERFORM pd.interest_choice(p_frequency, ARRAY['month', 'quarter', 'year'], 'frequency');
    PERFORM pd.interest_choice(coalesce(p_banding, 'marginal'), ARRAY['whole', 'marginal'], 'banding');
    v_withholding := pd.interest_percent_read(coalesce(p_withholding, '0'), 'withholding');
    IF v_withholding % 100 <> 0 OR (v_withholding > 0 AND p_side = 'debit') THEN
        PERFORM pd.refuse('PD001', 'Tax is kept back from credit interest only, in hundredths of a percent.', 'withholding');
    END IF;
    IF p_valid_from IS NULL OR p_valid_from NOT BETWEEN date '1900-01-01' AND date '2999-12-31' THEN
        PERFORM pd.refuse('PD001', 'Give the first day of the term.', 'valid_from');
    END IF;
    IF p_valid_to < p_valid_from OR p_valid_to > date '2999-12-31' THEN
        PERFORM pd.refuse('PD001', 'The last day lies before the first, or too far away.', 'valid_to');
    END IF;
    IF p_valid_from < v_call.business_date THEN
        PERFORM pd.refuse('PD010', format('The business date is %s; terms of days that are over stay.', v_call.business_date),
                          'valid_from', 'Begin on the business date or later.');
    END IF;
    INSERT INTO pd.interest_term (product, currency, side, valid_from, valid_to, band_from, rate, banding, day_count,
                                  withholding, frequency, staff)
    VALUES (p_product, v_currency, p_side, p_valid_from, p_valid_to, v_rates.band_from, v_rates.rate,
            coalesce(p_banding, 'marginal'), upper(p_day_count), v_withholding / 100, p_frequency, v_call.staff)
    RETURNING id INTO v_id;
    RETURN pd.call_end(v_call, jsonb_build_object(
        'id', v_id, 'product', p_product, 'currency', upper(p_currency), 'side', p_side,
        'rates', pd.interest_rate_text(v_rates.band_from, v_rates.rate, v_currency),
        'valid_from', p_valid_from, 'valid_to', p_valid_to), p_product);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.interest_term_set(uuid, text, text, text, text, text, text, date, date, text, text) IS
    'Sets interest terms. PD001, PD010 a day that is over.';
