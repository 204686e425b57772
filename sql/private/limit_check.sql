-- SPDX-License-Identifier: Apache-2.0
--
-- What pd.limit_charge would say, without counting: for previews.  PD019.

CREATE OR REPLACE FUNCTION pd.limit_check(p_staff pd.staff, p_operation text, p_legs pd.leg[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_limit record;
BEGIN
    IF NOT pd.limit_concerned(p_staff.ledger, p_legs) THEN
        RETURN;
    END IF;
    FOR v_limit IN
        SELECT l.name, l.currency, l.operation, l.amount, l.field, l.single, l.daily, l.monthly,
               CASE WHEN u.day = g.business_date THEN u.day_used ELSE 0 END AS day_used,
               CASE WHEN date_trunc('month', u.day) = date_trunc('month', g.business_date)
                    THEN u.month_used ELSE 0 END AS month_used
          FROM pd.limit_find(p_staff.ledger, p_operation, p_staff.id, p_legs) l
          JOIN pd.ledger g ON g.id = p_staff.ledger
          LEFT JOIN pd.limit_usage u
            ON u.ledger = g.id AND u.holder = l.holder AND u.subject = l.subject AND u.currency = l.currency
           AND u.operation = l.operation
    LOOP
        PERFORM pd.limit_judge('single', v_limit.name, v_limit.operation, v_limit.currency, v_limit.single, NULL,
                               v_limit.amount, v_limit.field);
        PERFORM pd.limit_judge('daily', v_limit.name, v_limit.operation, v_limit.currency, v_limit.daily, v_limit.day_used,
                               v_limit.amount, v_limit.field);
        PERFORM pd.limit_judge('monthly', v_limit.name, v_limit.operation, v_limit.currency, v_limit.monthly,
                               v_limit.month_used, v_limit.amount, v_limit.field);
    END LOOP;
END $$;
COMMENT ON FUNCTION pd.limit_check(pd.staff, text, pd.leg[]) IS 'PD019 if these legs would exceed a limit; counts nothing.';
