-- SPDX-License-Identifier: Apache-2.0
--
-- The fee of a file: one, by the tariff of operation bulk.payment for the sum of its good lines.

CREATE OR REPLACE FUNCTION pd.bulk_fee(p_bulk pd.bulk, p_amount bigint) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_payer pd.account_now;
BEGIN
    IF p_amount = 0 THEN
        RETURN '{}';
    END IF;
    SELECT a.* INTO STRICT v_payer FROM pd.account_now a WHERE a.ledger = p_bulk.ledger AND a.id = p_bulk.payer;
    RETURN pd.plan_fee('bulk.payment', v_payer, p_amount, 'payer');
END $$;
COMMENT ON FUNCTION pd.bulk_fee(pd.bulk, bigint) IS 'Fee and tax legs of a file whose good lines sum up to this.';
