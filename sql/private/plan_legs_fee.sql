-- SPDX-License-Identifier: Apache-2.0
--
-- What a customer pays for the operation besides its amount: fee and tax.

CREATE OR REPLACE FUNCTION pd.legs_fee(p_legs pd.leg[]) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_leg pd.leg;
    v_fee bigint := 0;
BEGIN
    FOREACH v_leg IN ARRAY p_legs LOOP
        IF v_leg.what IN ('fee', 'tax') AND v_leg.amount > 0 THEN
            v_fee := v_fee + v_leg.amount;
        END IF;
    END LOOP;
    RETURN v_fee;
END $$;
COMMENT ON FUNCTION pd.legs_fee(pd.leg[]) IS 'Fee and tax in these legs.';
