-- SPDX-License-Identifier: Apache-2.0
--
-- What exchange.buy would post: the exact entries and balances, the rate by name; nothing written.

CREATE OR REPLACE FUNCTION api.exchange_buy_preview(
    p_currency text, p_amount text, p_from text DEFAULT NULL, p_to text DEFAULT NULL,
    p_against text DEFAULT NULL, p_rate text DEFAULT NULL, p_text text DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('exchange.buy');
BEGIN
    PERFORM pd.text_clean(p_text, 'text', 140);
    RETURN pd.exchange_show(v_staff.ledger, pd.plan_exchange(v_staff.ledger, v_staff.id, 'exchange.buy', p_currency, p_amount,
                                                             p_from, p_to, p_against, p_rate));
END $$;
COMMENT ON FUNCTION api.exchange_buy_preview(text, text, text, text, text, text, text) IS
    'Preview of exchange.buy: entries, both amounts, price, rate; refuses as it would.';
