-- SPDX-License-Identifier: Apache-2.0
--
-- Undoes the acceptance of a bulk of which nothing was posted: its funds are free, its limits are not used.

CREATE OR REPLACE FUNCTION pd.bulk_give_back(p_call pd.call, p_bulk pd.bulk) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_bulk.state <> 'accepted' THEN
        RETURN;
    END IF;
    PERFORM pd.reservation_lock(p_bulk.ledger, ARRAY[p_bulk.payer]);
    PERFORM pd.bulk_free(p_bulk, pd.bulk_kept(p_bulk), p_call.staff, p_call.request);
    PERFORM pd.limit_give_back(p_bulk.ledger, 'bulk.accept', p_bulk.accepted_by, p_bulk.accepted_on, p_bulk.accepted_at,
                               pd.bulk_limit_legs(p_bulk, jsonb_build_object('amount', p_bulk.amount, 'legs', p_bulk.fee_legs)));
END $$;
COMMENT ON FUNCTION pd.bulk_give_back(pd.call, pd.bulk) IS 'Frees the funds and limits of a bulk that is not posted after all.';
