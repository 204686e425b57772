-- SPDX-License-Identifier: Apache-2.0
--
-- Gives back what legs used of limits: for what was reserved and is not posted, for what was reversed.  p_date is the
-- business date it was counted on, p_at the moment; a counter of another day or month, or one that began later, has
-- nothing of it.

CREATE OR REPLACE FUNCTION pd.limit_give_back(
    p_ledger smallint, p_operation text, p_staff integer, p_date date, p_at timestamptz, p_legs pd.leg[])
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_part record;
BEGIN
    FOR v_part IN
        SELECT l.holder, l.subject, l.currency, l.amount
          FROM pd.limit_parts(p_ledger, p_operation, p_staff, p_legs) l
    LOOP
        UPDATE pd.limit_usage u
           SET day_used = CASE WHEN u.day = p_date THEN greatest(u.day_used - v_part.amount, 0) ELSE u.day_used END,
               month_used = greatest(u.month_used - v_part.amount, 0)
         WHERE u.ledger = p_ledger AND u.holder = v_part.holder AND u.subject = v_part.subject
           AND u.currency = v_part.currency AND u.operation IN (p_operation, '')
           AND date_trunc('month', u.day) = date_trunc('month', p_date) AND u.since <= p_at;
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.limit_give_back(smallint, text, integer, date, timestamptz, pd.leg[]) IS
    'Gives back what legs used of limits.';
