-- SPDX-License-Identifier: Apache-2.0
--
-- Whether a bulk may be posted on this business day: PD029 unless it is accepted and due.

CREATE OR REPLACE FUNCTION pd.bulk_due_check(p_bulk pd.bulk, p_business_date date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_bulk.state <> 'accepted' THEN
        PERFORM pd.refuse('PD029', format('Bulk %s is %s.', p_bulk.id, p_bulk.state), 'bulk',
                          CASE p_bulk.state WHEN 'loaded' THEN 'A supervisor accepts it first.' END);
    END IF;
    IF p_bulk.execution_date > p_business_date THEN
        PERFORM pd.refuse('PD029', format('Bulk %s is to be posted on %s.', p_bulk.id, p_bulk.execution_date), 'bulk',
                          'The worker posts it on that day.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.bulk_due_check(pd.bulk, date) IS 'PD029 unless a bulk is accepted and due.';
