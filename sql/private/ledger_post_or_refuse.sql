-- SPDX-License-Identifier: Apache-2.0
--
-- Posts one journal of any shape, or says why not.  pd.post_legs posts what is plainly right and otherwise changes nothing.
-- Then reservations that have run out are cleared away, and pd.post_judge, which also judges previews, refuses.  When it
-- finds nothing wrong, somebody changed an account between the two looks: that is no reason to refuse, so try again.

CREATE OR REPLACE FUNCTION pd.post_or_refuse(
    p_ledger smallint, p_operation text, p_request uuid, p_staff integer,
    p_business_date date, p_value_date date, p_text text, p_legs pd.leg[])
RETURNS pd.posted
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_posted pd.posted;
BEGIN
    FOR i IN 1 .. 5 LOOP
        v_posted := pd.post_legs(p_ledger, p_operation, p_request, p_staff, p_business_date, p_value_date, p_text, p_legs);
        IF v_posted.journal IS NOT NULL THEN
            RETURN v_posted;
        END IF;
        IF NOT pd.post_settle(p_ledger, p_legs) THEN
            PERFORM pd.post_judge(p_ledger, p_legs);
        END IF;
    END LOOP;
    PERFORM pd.refuse('40001', 'An account changed again and again while it was looked at.', NULL, 'Ask again.');
END $$;
COMMENT ON FUNCTION pd.post_or_refuse(smallint, text, uuid, integer, date, date, text, pd.leg[]) IS
    'Posts one journal of any shape; refuses as pd.post.';
