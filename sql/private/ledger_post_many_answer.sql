-- SPDX-License-Identifier: Apache-2.0
--
-- The answer that is kept for one of many payments.

CREATE OR REPLACE FUNCTION pd.post_many_answer(
    p_ledger smallint, p_request uuid, p_journal bigint, p_at timestamptz, p_business_date date)
RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object('receipt', pd.receipt_number(p_ledger, p_journal), 'journal', p_journal, 'posted_at', p_at,
                              'business_date', p_business_date, 'request', p_request, 'replayed', false);
END $$;
COMMENT ON FUNCTION pd.post_many_answer(smallint, uuid, bigint, timestamptz, date) IS 'Answer of a payment that pd.post_many posted.';
