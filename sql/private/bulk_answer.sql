-- SPDX-License-Identifier: Apache-2.0
--
-- A bulk as its changes answer it.

CREATE OR REPLACE FUNCTION pd.bulk_answer(p_bulk pd.bulk) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object(
        'bulk', p_bulk.id,
        'state', p_bulk.state,
        'payer', (SELECT a.number FROM pd.account a WHERE a.ledger = p_bulk.ledger AND a.id = p_bulk.payer),
        'lines', p_bulk.lines,
        'good', p_bulk.lines - p_bulk.bad,
        'bad', p_bulk.bad,
        'posted', p_bulk.posted,
        'refused_lines', p_bulk.refused,
        'amount_minor', p_bulk.amount,
        'posted_amount_minor', p_bulk.posted_amount,
        'fee_minor', p_bulk.fee,
        'currency', (SELECT c.code FROM pd.currency c WHERE c.number = p_bulk.currency),
        'execution_date', p_bulk.execution_date,
        'finished', p_bulk.state = 'posted');
END $$;
COMMENT ON FUNCTION pd.bulk_answer(pd.bulk) IS 'State, counts and sums of a bulk as JSON.';
