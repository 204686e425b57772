-- SPDX-License-Identifier: Apache-2.0
--
-- The legs that bring what every position stands for in the books to what it is worth at mid: income (4020) for what has
-- become worth more, loss (5060) for what has become worth less, each currency by itself.  No legs when nothing has changed.
-- PD035 for a position whose rate has run out: a day is not closed at an old price.

CREATE OR REPLACE FUNCTION pd.plan_exchange_revalue(p_ledger smallint) RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_base smallint;
    v_change bigint;
    v_row record;
    v_legs pd.leg[] := '{}';
BEGIN
    SELECT l.base_currency INTO STRICT v_base FROM pd.ledger l WHERE l.id = p_ledger;
    FOR v_row IN
        SELECT p.currency, p.position_minor, p.book_minor, p.value_minor, p.what FROM pd.exchange_positions(p_ledger) p
         WHERE p.position_minor <> 0 OR p.book_minor <> 0
    LOOP
        IF v_row.position_minor <> 0 THEN
            PERFORM pd.rate_now(p_ledger, v_row.currency, NULL);
        END IF;
        v_change := CASE WHEN v_row.position_minor = 0 THEN 0 ELSE v_row.value_minor END - v_row.book_minor;
        IF v_change IS NULL THEN
            PERFORM pd.refuse('PD001', format('The %s is worth more than an account can hold.', v_row.what));
        END IF;
        IF v_change <> 0 THEN
            v_legs := v_legs || ARRAY[
                ROW(pd.internal_account(p_ledger, '1600', v_base), -v_change, v_row.what, NULL),
                ROW(pd.internal_account(p_ledger, CASE WHEN v_change > 0 THEN '4020' ELSE '5060' END, v_base),
                    v_change, 'revaluation', NULL)]::pd.leg[];
        END IF;
    END LOOP;
    RETURN v_legs;
END $$;
COMMENT ON FUNCTION pd.plan_exchange_revalue(smallint) IS 'Legs of exchange.revalue: PD001, PD035.';
