-- SPDX-License-Identifier: Apache-2.0
--
-- Sets a rate: checked, numbered after the last one of its currency, which it ends.  Makes the accounts that an exchange
-- will need, so that a preview never has to.  Two at the same time would get one number: the second asks again.

CREATE OR REPLACE FUNCTION pd.rate_write(
    p_ledger smallint, p_staff integer, p_request uuid, p_currency text, p_per integer, p_buy text, p_sell text, p_mid text,
    p_hours integer, p_far_from_last boolean)
RETURNS pd.rate
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_currency smallint := pd.currency_number(p_currency, 'currency');
    v_last pd.rate;
    v_rate pd.rate;
BEGIN
    v_rate.buy := pd.rate_figure(p_buy, 'buy');
    v_rate.sell := pd.rate_figure(p_sell, 'sell');
    v_rate.mid := CASE WHEN p_mid IS NULL THEN (v_rate.buy + v_rate.sell) / 2 ELSE pd.rate_figure(p_mid, 'mid') END;
    IF v_rate.sell < v_rate.buy THEN
        PERFORM pd.refuse('PD001', 'The bank would sell for less than it buys.', 'sell', 'The selling rate is the higher one.');
    END IF;
    IF v_rate.mid NOT BETWEEN v_rate.buy AND v_rate.sell THEN
        PERFORM pd.refuse('PD001', 'The mid rate is not between buying and selling rate.', 'mid',
                          'Leave it empty for the middle of the two.');
    END IF;
    IF coalesce(p_hours, 24) NOT BETWEEN 1 AND 744 THEN
        PERFORM pd.refuse('PD001', 'A rate holds from 1 to 744 hours.', 'hours');
    END IF;
    SELECT l.base_currency INTO STRICT v_rate.base FROM pd.ledger l WHERE l.id = p_ledger;
    IF v_currency = v_rate.base THEN
        PERFORM pd.refuse('PD001', 'This is the branch''s own currency.', 'currency', 'Rates are set for the foreign ones.');
    END IF;
    v_last := pd.rate_newest(p_ledger, v_currency);
    v_rate.per := coalesce(p_per, v_last.per, 1);
    IF v_rate.per NOT IN (1, 10, 100, 1000, 10000) THEN
        PERFORM pd.refuse('PD001', 'A rate is for 1, 10, 100, 1000 or 10000 units.', 'per');
    END IF;
    IF p_far_from_last IS NOT TRUE THEN
        PERFORM pd.rate_far_check(v_last, v_rate.per, v_rate.mid);
    END IF;
    PERFORM pd.internal_account(p_ledger, '1600', v_currency), pd.internal_account(p_ledger, '1600', v_rate.base),
            pd.internal_account(p_ledger, '4020', v_rate.base), pd.internal_account(p_ledger, '5060', v_rate.base);
    INSERT INTO pd.rate (ledger, currency, number, base, per, buy, mid, sell, valid_to, set_by, request)
    SELECT p_ledger, v_currency,
           (SELECT coalesce(max(r.number), 0) + 1 FROM pd.rate r WHERE r.ledger = p_ledger AND r.currency = v_currency),
           v_rate.base, v_rate.per, v_rate.buy, v_rate.mid, v_rate.sell,
           clock_timestamp() + make_interval(hours => coalesce(p_hours, 24)), p_staff, p_request
    ON CONFLICT DO NOTHING
    RETURNING * INTO v_rate;
    IF v_rate.number IS NULL THEN
        PERFORM pd.refuse('40001', 'Somebody else set a rate of this currency at this moment.', 'currency', 'Ask again.');
    END IF;
    RETURN v_rate;
END $$;
COMMENT ON FUNCTION pd.rate_write(smallint, integer, uuid, text, integer, text, text, text, integer, boolean) IS
    'Sets a rate: PD001 figures and their order, PD019 far from the last one.';
