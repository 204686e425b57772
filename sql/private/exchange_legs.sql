-- SPDX-License-Identifier: Apache-2.0
--
-- The legs of a deal.  The customer's two sides are in two currencies, and each currency balances alone against the
-- position account 1600 of its own: 1600 of a foreign currency says how much of it the branch holds (credit) or owes
-- (debit), 1600 of the branch's currency what that stands for at mid.  What is left there is the result: 4020 FX income,
-- or 5060 FX loss, which rates with buy <= mid <= sell never make.  "position USD" names whose position a leg changes.
-- p_amounts: of pd.exchange_amounts.

CREATE OR REPLACE FUNCTION pd.exchange_legs(
    p_ledger smallint, p_deal pd.exchange_deal, p_amounts numeric[], p_from text, p_to text)
RETURNS pd.leg[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_legs pd.leg[];
    v_what text;
    v_result bigint := CASE WHEN p_deal.given = p_deal.base THEN p_amounts[1] ELSE p_amounts[4] END
                     - CASE WHEN p_deal.got = p_deal.base THEN p_amounts[3] ELSE p_amounts[5] END;
BEGIN
    v_legs := ARRAY[ROW(p_deal.given_account, -p_amounts[1], 'principal', p_from),
                    ROW(p_deal.got_account, p_amounts[3], 'principal', p_to)]::pd.leg[];
    IF p_deal.given <> p_deal.base THEN
        v_what := 'position ' || (SELECT c.code FROM pd.currency c WHERE c.number = p_deal.given);
        v_legs := v_legs || ARRAY[
            ROW(pd.internal_account(p_ledger, '1600', p_deal.given), p_amounts[1], v_what, 'amount'),
            ROW(pd.internal_account(p_ledger, '1600', p_deal.base), -p_amounts[4], v_what, 'amount')]::pd.leg[];
    END IF;
    IF p_deal.got <> p_deal.base THEN
        v_what := 'position ' || (SELECT c.code FROM pd.currency c WHERE c.number = p_deal.got);
        v_legs := v_legs || ARRAY[
            ROW(pd.internal_account(p_ledger, '1600', p_deal.got), -p_amounts[3], v_what, 'amount'),
            ROW(pd.internal_account(p_ledger, '1600', p_deal.base), p_amounts[5], v_what, 'amount')]::pd.leg[];
    END IF;
    IF v_result <> 0 THEN
        v_legs := v_legs || ROW(pd.internal_account(p_ledger, CASE WHEN v_result > 0 THEN '4020' ELSE '5060' END, p_deal.base),
                                v_result, 'result', 'amount')::pd.leg;
    END IF;
    RETURN v_legs;
END $$;
COMMENT ON FUNCTION pd.exchange_legs(smallint, pd.exchange_deal, numeric[], text, text) IS 'Legs of an exchange, without the fee.';
