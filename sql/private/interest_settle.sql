-- SPDX-License-Identifier: Apache-2.0
--
-- Posts what one account has earned or owes up to the day before the business date, whatever its terms say about when:
-- how many journals that made (0 or 1).  What rounding leaves stays open, less than a minor unit.

CREATE OR REPLACE FUNCTION pd.interest_settle(p_ledger smallint, p_account bigint, p_operation text, p_staff integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_day date;
    v_posted integer;
BEGIN
    SELECT l.business_date - 1 INTO STRICT v_day FROM pd.ledger l WHERE l.id = p_ledger;
    SELECT p.posted INTO v_posted
      FROM pd.interest_post_accounts(p_ledger, ARRAY[p_account], v_day, true, NULL, p_operation, p_staff) p;
    RETURN v_posted;
END $$;
COMMENT ON FUNCTION pd.interest_settle(smallint, bigint, text, integer) IS 'Posts the interest of one account up to yesterday.';
