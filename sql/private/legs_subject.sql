-- SPDX-License-Identifier: Apache-2.0
--
-- The account that a posting is about: the first customer's among its legs, else the first.

CREATE OR REPLACE FUNCTION pd.legs_subject(p_ledger smallint, p_legs pd.leg[]) RETURNS pd.account
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_account pd.account;
BEGIN
    SELECT a.* INTO v_account
      FROM unnest(p_legs) WITH ORDINALITY AS l(account, amount, what, field, place)
      JOIN pd.account a ON a.ledger = p_ledger AND a.id = l.account
     ORDER BY a.kind <> 'customer', l.place
     LIMIT 1;
    RETURN v_account;
END $$;
COMMENT ON FUNCTION pd.legs_subject(smallint, pd.leg[]) IS 'The account that these legs are about.';
