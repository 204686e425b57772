-- SPDX-License-Identifier: Apache-2.0
--
-- What must hold of the legs themselves, before any account is looked at.  With at most 1,000 legs of at most
-- 10^15 each, no sum of legs comes near the end of bigint.

CREATE OR REPLACE FUNCTION pd.legs_check(p_legs pd.leg[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_leg pd.leg;
BEGIN
    IF coalesce(cardinality(p_legs), 0) NOT BETWEEN 2 AND 1000 THEN
        PERFORM pd.refuse('PD028', 'A journal has 2 to 1,000 legs.');
    END IF;
    FOREACH v_leg IN ARRAY p_legs LOOP
        IF v_leg.account IS NULL OR coalesce(v_leg.amount, 0) = 0 OR v_leg.what IS NULL THEN
            PERFORM pd.refuse('PD028', 'A leg needs an account, an amount and its kind.', v_leg.field);
        END IF;
        IF v_leg.amount NOT BETWEEN -1000000000000000 AND 1000000000000000 THEN
            PERFORM pd.refuse('PD001', 'The amount is too large.', v_leg.field);
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.legs_check(pd.leg[]) IS 'PD028 for a malformed journal, PD001 for a leg above 10^15.';
