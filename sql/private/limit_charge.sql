-- SPDX-License-Identifier: Apache-2.0
--
-- Counts a posting against the limits it comes under, in the transaction of the posting, and refuses it when one would be
-- exceeded: PD019 with the limit, what is used and what is left.  Limits are judged after funds, in the order of all
-- refusals, so it is called behind pd.post, whose locks also keep the counters of one account from racing.
-- A role's limit is counted for each person, so colleagues do not queue.  Nearly free where no limit is set.

CREATE OR REPLACE FUNCTION pd.limit_charge(p_call pd.call, p_legs pd.leg[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_limit record;
    v_day_used bigint;
    v_month_used bigint;
BEGIN
    IF NOT pd.limit_concerned(p_call.ledger, p_legs) THEN
        RETURN;
    END IF;
    FOR v_limit IN
        SELECT l.holder, l.subject, l.currency, l.operation, l.name, l.amount, l.field, l.single, l.daily, l.monthly
          FROM pd.limit_find(p_call.ledger, p_call.operation, p_call.staff, p_legs) l
    LOOP
        PERFORM pd.limit_judge('single', v_limit.name, v_limit.operation, v_limit.currency, v_limit.single, NULL,
                               v_limit.amount, v_limit.field);
        CONTINUE WHEN v_limit.daily IS NULL AND v_limit.monthly IS NULL;
        INSERT INTO pd.limit_usage AS u (ledger, holder, subject, currency, operation, day, day_used, month_used)
        VALUES (p_call.ledger, v_limit.holder, v_limit.subject, v_limit.currency, v_limit.operation, p_call.business_date,
                v_limit.amount, v_limit.amount)
        ON CONFLICT (ledger, holder, subject, currency, operation) DO UPDATE
           SET day = excluded.day,
               day_used = excluded.day_used + CASE WHEN u.day = excluded.day THEN u.day_used ELSE 0 END,
               month_used = excluded.month_used
                          + CASE WHEN date_trunc('month', u.day) = date_trunc('month', excluded.day) THEN u.month_used ELSE 0 END
        RETURNING u.day_used - v_limit.amount, u.month_used - v_limit.amount INTO v_day_used, v_month_used;
        PERFORM pd.limit_judge('daily', v_limit.name, v_limit.operation, v_limit.currency, v_limit.daily, v_day_used,
                               v_limit.amount, v_limit.field);
        PERFORM pd.limit_judge('monthly', v_limit.name, v_limit.operation, v_limit.currency, v_limit.monthly, v_month_used,
                               v_limit.amount, v_limit.field);
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.limit_charge(pd.call, pd.leg[]) IS 'Counts a posting against its limits; PD019 beyond one.';
