-- SPDX-License-Identifier: Apache-2.0
--
-- What is still to be paid of an accepted bulk: the good lines that are neither posted nor refused, and the fee.

CREATE OR REPLACE FUNCTION pd.bulk_rest(p_bulk pd.bulk) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN p_bulk.amount - p_bulk.posted_amount - p_bulk.refused_amount + p_bulk.fee;
END $$;
COMMENT ON FUNCTION pd.bulk_rest(pd.bulk) IS 'Minor units that an accepted bulk will still take from the payer, with the fee.';
