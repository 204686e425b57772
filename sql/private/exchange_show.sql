-- SPDX-License-Identifier: Apache-2.0
--
-- The preview of a deal: its entries, before them what the customer gives and gets and the price, and the rate to which
-- the posting is pinned when the person says yes.

CREATE OR REPLACE FUNCTION pd.exchange_show(p_ledger smallint, p_deal pd.exchange_deal) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_given text := (SELECT c.code FROM pd.currency c WHERE c.number = p_deal.given);
    v_got text := (SELECT c.code FROM pd.currency c WHERE c.number = p_deal.got);
BEGIN
    RETURN pd.plan_show(p_ledger, p_deal.legs, NULL) || jsonb_build_object(
        'currency', (SELECT c.code FROM pd.currency c WHERE c.number = coalesce(p_deal.fee_currency, p_deal.base)),
        'given_minor', p_deal.given_minor, 'given_currency', v_given,
        'got_minor', p_deal.got_minor, 'got_currency', v_got,
        'rate', p_deal.rate,
        'price', p_deal.price,
        'notes', jsonb_build_array(
            jsonb_build_object('label', 'Customer gives', 'amount_minor', p_deal.given_minor, 'currency', v_given),
            jsonb_build_object('label', 'Customer gets', 'amount_minor', p_deal.got_minor, 'currency', v_got)) || (
            SELECT jsonb_agg(jsonb_build_object('label', 'Rate ' || r.name, 'text', r.price) ORDER BY r.place)
              FROM unnest(string_to_array(p_deal.rate, '/'), string_to_array(p_deal.price, '; '))
                   WITH ORDINALITY AS r(name, price, place)),
        'pins', jsonb_build_object('rate', p_deal.rate));
END $$;
COMMENT ON FUNCTION pd.exchange_show(smallint, pd.exchange_deal) IS
    'Preview of an exchange: entries, both amounts, price, notes for the question, pins for the posting.';
