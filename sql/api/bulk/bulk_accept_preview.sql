-- SPDX-License-Identifier: Apache-2.0
--
-- What accepting a bulk comes to: the sum that leaves the payer, how many payees get it, and the fee; nothing written.

CREATE OR REPLACE FUNCTION api.bulk_accept_preview(p_bulk integer, p_skip_bad boolean DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('bulk.accept');
    v_bulk pd.bulk := pd.bulk_get(v_staff.ledger, p_bulk, false);
    v_plan jsonb := pd.plan_bulk(v_bulk, v_staff.id, p_skip_bad);
BEGIN
    PERFORM pd.limit_check(v_staff, 'bulk.accept', pd.bulk_limit_legs(v_bulk, v_plan));
    RETURN pd.plan_bulk_show(v_bulk, v_plan);
END $$;
COMMENT ON FUNCTION api.bulk_accept_preview(integer, boolean) IS
    'Preview of bulk.accept: entries, fee_minor, total_minor, currency; refuses as it would.';
