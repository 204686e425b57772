-- SPDX-License-Identifier: Apache-2.0
--
-- The amounts of a deal, from the typed one.  Its currency decides which side is fixed: without one it is the form's
-- foreign currency.  An amount that comes to nothing on the other side is refused, and so is one above 10^15.
-- p_rates: what is bought and what is sold; NULL for the branch's own currency.

CREATE OR REPLACE FUNCTION pd.exchange_amounts(p_deal pd.exchange_deal, p_amount text, p_bought pd.rate, p_sold pd.rate)
RETURNS numeric[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_most CONSTANT numeric := 1000000000000000;
    v_other smallint := CASE WHEN p_deal.is_buy THEN p_deal.got ELSE p_deal.given END;
    v_fixed smallint := p_deal.currency;
    v_code text := upper(substring(p_amount FROM ' ([A-Za-z]{3})$'));
    v_bought numeric[];
    v_sold numeric[];
    v_three numeric[];
BEGIN
    IF v_code = (SELECT c.code FROM pd.currency c WHERE c.number = v_other) THEN
        v_fixed := v_other;
    ELSIF v_code <> (SELECT c.code FROM pd.currency c WHERE c.number = p_deal.currency) THEN
        PERFORM pd.refuse('PD015', format('The amount is in %s, but %s is exchanged for %s.', v_code,
            (SELECT c.code FROM pd.currency c WHERE c.number = p_deal.given),
            (SELECT c.code FROM pd.currency c WHERE c.number = p_deal.got)), 'amount', 'Give the amount in one of the two.');
    END IF;
    v_bought := pd.exchange_price(p_deal.base, p_bought, p_bought.buy);
    v_sold := pd.exchange_price(p_deal.base, p_sold, p_sold.sell);
    v_three := pd.exchange_convert(pd.money_minor(p_amount, v_fixed, 'amount'), v_fixed = p_deal.given, v_bought, v_sold);
    IF v_three[1] = 0 OR v_three[2] = 0 OR v_three[3] = 0 THEN
        PERFORM pd.refuse('PD001', format('The amount comes to nothing in %s.',
            (SELECT c.code FROM pd.currency c WHERE c.number = CASE WHEN v_three[2] = 0 THEN p_deal.base ELSE p_deal.got END)),
            'amount', 'Exchange a larger amount.');
    END IF;
    v_three := v_three || pd.exchange_value(v_three[1], pd.exchange_price(p_deal.base, p_bought, p_bought.mid))
                       || -pd.exchange_value(-v_three[3], pd.exchange_price(p_deal.base, p_sold, p_sold.mid));
    IF (SELECT max(t.amount) FROM unnest(v_three) AS t(amount)) > c_most THEN
        PERFORM pd.refuse('PD001', 'The amount is too large.', 'amount');
    END IF;
    RETURN v_three;
END $$;
COMMENT ON FUNCTION pd.exchange_amounts(pd.exchange_deal, text, pd.rate, pd.rate) IS
    'Minor units {given, base, got, value of given at mid, value of got at mid}: PD001 shape, nothing, too large; PD015.';
