-- SPDX-License-Identifier: Apache-2.0
--
-- Frees so much of what is kept for a bulk, at most what is left, because it is about to be paid or no longer needed.
-- The payer's balance row is locked.

CREATE OR REPLACE FUNCTION pd.bulk_free(p_bulk pd.bulk, p_amount bigint, p_staff integer, p_request uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_free bigint := least(p_amount, pd.bulk_kept(p_bulk));
    v_left bigint;
BEGIN
    IF v_free > 0 THEN
        v_left := pd.reservation_free(p_bulk.ledger, p_bulk.payer, p_bulk.reservation, v_free);
        PERFORM pd.hold_event_write(p_bulk.ledger, p_bulk.reservation, CASE v_left WHEN 0 THEN 'release' ELSE 'reduce' END, v_free,
                                    v_left, NULL, NULL, p_staff, p_request);
    END IF;
END $$;
COMMENT ON FUNCTION pd.bulk_free(pd.bulk, bigint, integer, uuid) IS 'Frees an amount of what is kept for a bulk.';
