-- SPDX-License-Identifier: Apache-2.0
--
-- What every change of a hold answers: the hold as it is now, and what the account has available.

CREATE OR REPLACE FUNCTION pd.hold_answer(p_ledger smallint, p_hold bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hold pd.hold_state;
BEGIN
    SELECT h.* INTO STRICT v_hold FROM pd.hold_state h WHERE h.ledger = p_ledger AND h.id = p_hold;
    RETURN (
    SELECT jsonb_build_object(
               'hold', v_hold.id,
               'account', a.number,
               'kind', v_hold.kind,
               'amount_minor', v_hold.amount,
               'remaining_minor', v_hold.remaining,
               'state', v_hold.state,
               'ends_at', v_hold.ends_at,
               'releases', to_jsonb(pd.hold_plan_words(v_hold)),
               'available_minor', a.available,
               'currency', c.code)
      FROM pd.account_now a
      JOIN pd.currency c ON c.number = a.currency
     WHERE a.ledger = p_ledger AND a.id = v_hold.account);
END $$;
COMMENT ON FUNCTION pd.hold_answer(smallint, bigint) IS 'The answer of a change of a hold.';
