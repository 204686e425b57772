-- SPDX-License-Identifier: Apache-2.0
--
-- What is kept of the payer's funds for a bulk at this moment.

CREATE OR REPLACE FUNCTION pd.bulk_kept(p_bulk pd.bulk) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT r.amount
                       FROM pd.reserved r
                      WHERE r.ledger = p_bulk.ledger AND r.account = p_bulk.payer AND r.id = p_bulk.reservation), 0);
END $$;
COMMENT ON FUNCTION pd.bulk_kept(pd.bulk) IS 'Minor units that are held for a bulk now.';
