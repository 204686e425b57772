-- SPDX-License-Identifier: Apache-2.0
--
-- Posts a deal, keeps what was exchanged at which rates, and answers: both amounts, the price, and the new balances of
-- the accounts and drawers of both sides (read after posting, under its locks).

CREATE OR REPLACE FUNCTION pd.exchange_post(p_call pd.call, p_deal pd.exchange_deal, p_text text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_answer jsonb := pd.plan_post(p_call, p_deal.legs, p_text, NULL, NULL);
BEGIN
    INSERT INTO pd.exchange (ledger, journal, given, given_minor, given_rate, got, got_minor, got_rate)
    VALUES (p_call.ledger, pd.receipt_journal(p_call.ledger, v_answer ->> 'receipt'), p_deal.given, p_deal.given_minor,
            p_deal.given_rate, p_deal.got, p_deal.got_minor, p_deal.got_rate);
    RETURN v_answer - '{amount_minor,balance_minor}'::text[] || (
        SELECT jsonb_build_object(
                   'given_minor', p_deal.given_minor, 'given_currency', c.given,
                   'got_minor', p_deal.got_minor, 'got_currency', c.got,
                   'rate', p_deal.rate,
                   'price', p_deal.price,
                   'currency', (SELECT k.code FROM pd.currency k WHERE k.number = coalesce(p_deal.fee_currency, p_deal.base)),
                   'given_kind', g.kind, 'given_balance_minor', g.balance,
                   'got_kind', t.kind, 'got_balance_minor', t.balance)
          FROM pd.account_now g, pd.account_now t,
               (SELECT min(k.code) FILTER (WHERE k.number = p_deal.given) AS given,
                       min(k.code) FILTER (WHERE k.number = p_deal.got) AS got
                  FROM pd.currency k) c
         WHERE g.ledger = p_call.ledger AND g.id = p_deal.given_account
           AND t.ledger = p_call.ledger AND t.id = p_deal.got_account);
END $$;
COMMENT ON FUNCTION pd.exchange_post(pd.call, pd.exchange_deal, text) IS
    'Posts an exchange: receipt, given, got, price, fee, both new balances; refuses as pd.post.';
