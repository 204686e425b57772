-- SPDX-License-Identifier: Apache-2.0
--
-- Plans exchange.buy and exchange.sell: currencies, both sides, rates, amounts, legs, and the fee on the side that is an
-- account (the giving one when both are).  p_rate pins the deal to the rates that a preview quoted: when they have changed
-- since, the customer is asked again instead of getting something else than was shown.

CREATE OR REPLACE FUNCTION pd.plan_exchange(
    p_ledger smallint, p_staff integer, p_operation text, p_currency text, p_amount text, p_from text, p_to text,
    p_against text, p_rate text)
RETURNS pd.exchange_deal
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_deal pd.exchange_deal;
    v_given pd.account_now;
    v_got pd.account_now;
    v_bought pd.rate;
    v_sold pd.rate;
    v_amounts numeric[];
BEGIN
    PERFORM pd.money_minor(p_amount, NULL, 'amount');
    IF p_rate !~ '^[A-Z]{3}-[0-9]{1,9}(/[A-Z]{3}-[0-9]{1,9})?$' THEN
        PERFORM pd.refuse('PD001', 'This is not the name of a rate.', 'rate',
                          'A preview tells it, such as USD-12; empty takes the rate of the moment.');
    END IF;
    v_deal := pd.exchange_currencies(p_ledger, p_operation = 'exchange.buy', p_currency, p_against, p_from, p_to);
    v_given := pd.exchange_side(p_ledger, p_staff, p_from, v_deal.given, 2, 'from');
    v_got := pd.exchange_side(p_ledger, p_staff, p_to, v_deal.got, 4, 'to');
    v_deal.given_account := v_given.id;
    v_deal.got_account := v_got.id;
    IF v_deal.given <> v_deal.base THEN
        v_bought := pd.rate_now(p_ledger, v_deal.given, CASE WHEN v_deal.is_buy THEN 'currency' ELSE 'against' END);
    END IF;
    IF v_deal.got <> v_deal.base THEN
        v_sold := pd.rate_now(p_ledger, v_deal.got, CASE WHEN v_deal.is_buy THEN 'against' ELSE 'currency' END);
    END IF;
    v_deal.given_rate := v_bought.number;
    v_deal.got_rate := v_sold.number;
    v_deal.rate := concat_ws('/', pd.rate_name(v_deal.given, v_deal.given_rate), pd.rate_name(v_deal.got, v_deal.got_rate));
    v_deal.price := concat_ws('; ', CASE WHEN v_bought.number IS NOT NULL THEN pd.rate_price(v_bought, v_bought.buy) END,
                                    CASE WHEN v_sold.number IS NOT NULL THEN pd.rate_price(v_sold, v_sold.sell) END);
    IF p_rate <> v_deal.rate THEN
        PERFORM pd.refuse('PD027', format('The rate is not %s any more but %s: %s.', p_rate, v_deal.rate, v_deal.price),
                          'rate',
                          'Tell the customer the new rate and ask again, with it or without any.');
    END IF;
    v_amounts := pd.exchange_amounts(v_deal, p_amount, v_bought, v_sold);
    v_deal.given_minor := v_amounts[1];
    v_deal.got_minor := v_amounts[3];
    v_deal.legs := pd.exchange_legs(p_ledger, v_deal, v_amounts,
        CASE WHEN p_from IS NULL THEN 'amount' ELSE 'from' END, CASE WHEN p_to IS NULL THEN 'amount' ELSE 'to' END);
    IF p_from IS NOT NULL THEN
        v_deal.fee_currency := v_deal.given;
        v_deal.legs := v_deal.legs || pd.plan_fee(p_operation, v_given, v_deal.given_minor, 'from');
    ELSIF p_to IS NOT NULL THEN
        v_deal.fee_currency := v_deal.got;
        v_deal.legs := v_deal.legs || pd.plan_fee(p_operation, v_got, v_deal.got_minor, 'to');
    END IF;
    RETURN v_deal;
END $$;
COMMENT ON FUNCTION pd.plan_exchange(smallint, integer, text, text, text, text, text, text, text) IS
    'Plan of exchange.buy and exchange.sell: PD001, PD011 to PD015, PD027 the quoted rate has changed, PD035 no rate.';
