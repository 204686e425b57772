-- SPDX-License-Identifier: Apache-2.0
--
-- The operations that ask pd.plan_fee what they cost; a row of the tariff for another one would never be charged.

CREATE OR REPLACE FUNCTION pd.fee_operations() RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY['payment.transfer', 'cash.deposit', 'cash.withdraw', 'exchange.buy', 'exchange.sell', 'bulk.payment'];
END $$;
COMMENT ON FUNCTION pd.fee_operations() IS 'Operations that may have a fee.';
