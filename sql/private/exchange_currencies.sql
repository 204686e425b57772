-- SPDX-License-Identifier: Apache-2.0
--
-- The currencies of an exchange: the foreign one that the form names, and what it is exchanged against: the currency of the
-- other side's account, else the one named, else the branch's own.

CREATE OR REPLACE FUNCTION pd.exchange_currencies(
    p_ledger smallint, p_is_buy boolean, p_currency text, p_against text, p_from text, p_to text)
RETURNS pd.exchange_deal
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_deal pd.exchange_deal;
    v_against smallint;
    v_number text := CASE WHEN p_is_buy THEN p_to ELSE p_from END;
BEGIN
    SELECT l.base_currency INTO STRICT v_deal.base FROM pd.ledger l WHERE l.id = p_ledger;
    v_deal.is_buy := p_is_buy;
    v_deal.currency := pd.currency_number(p_currency, 'currency');
    IF p_against IS NOT NULL THEN
        v_against := pd.currency_number(p_against, 'against');
    ELSIF v_number IS NOT NULL THEN
        v_against := (pd.account_customer_get(p_ledger, v_number, CASE WHEN p_is_buy THEN 'to' ELSE 'from' END)).currency;
    ELSE
        v_against := v_deal.base;
    END IF;
    IF v_deal.currency = v_against THEN
        PERFORM pd.refuse('PD001', 'Both sides are in the same currency.', 'currency',
                          'A transfer, a deposit or a withdrawal does that.');
    END IF;
    IF v_deal.currency = v_deal.base THEN
        PERFORM pd.refuse('PD001', 'This is the branch''s own currency.', 'currency',
            format('To %s it, %s the other one.', CASE WHEN p_is_buy THEN 'buy' ELSE 'sell' END,
                   CASE WHEN p_is_buy THEN 'sell' ELSE 'buy' END));
    END IF;
    v_deal.given := CASE WHEN p_is_buy THEN v_deal.currency ELSE v_against END;
    v_deal.got := CASE WHEN p_is_buy THEN v_against ELSE v_deal.currency END;
    RETURN v_deal;
END $$;
COMMENT ON FUNCTION pd.exchange_currencies(smallint, boolean, text, text, text, text) IS
    'A deal with its currencies filled in: PD001 the same or the branch''s own one, PD012 no such account.';
