-- SPDX-License-Identifier: Apache-2.0
--
-- The value date of a posting that puts an earlier one right: the earlier one's, so that interest comes out as if nothing
-- had happened; the business date when that period is closed.

CREATE OR REPLACE FUNCTION pd.link_value_date(p_journal pd.journal) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
    SELECT CASE WHEN p_journal.value_date <= l.closed_until THEN l.business_date
                ELSE least(p_journal.value_date, l.business_date) END
      FROM pd.ledger l
     WHERE l.id = p_journal.ledger);
END $$;
COMMENT ON FUNCTION pd.link_value_date(pd.journal) IS 'The value date of the earlier posting, or today when its period is closed.';
