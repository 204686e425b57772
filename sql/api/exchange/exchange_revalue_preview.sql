-- SPDX-License-Identifier: Apache-2.0
--
-- What exchange.revalue would post: the exact entries, nothing written.

CREATE OR REPLACE FUNCTION api.exchange_revalue_preview() RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('exchange.revalue');
    v_legs pd.leg[] := pd.plan_exchange_revalue(v_staff.ledger);
    v_sum jsonb := pd.exchange_revalue_sum(v_staff.ledger, v_legs);
BEGIN
    PERFORM FROM pd.revaluation r JOIN pd.ledger l ON l.id = r.ledger AND l.business_date = r.business_date
      WHERE r.ledger = v_staff.ledger;
    IF FOUND THEN
        PERFORM pd.refuse('PD027', 'The positions of this day were revalued already.', NULL,
                          'The next business day has the next revaluation.');
    END IF;
    RETURN CASE WHEN v_legs = '{}' THEN '{"entries": []}' ELSE pd.plan_show(v_staff.ledger, v_legs, NULL) END || v_sum
           || jsonb_build_object('fee_minor', 0, 'notes', jsonb_build_array(
               jsonb_build_object('label', 'Income', 'amount_minor', v_sum -> 'gain_minor', 'currency', v_sum -> 'currency'),
               jsonb_build_object('label', 'Loss', 'amount_minor', v_sum -> 'loss_minor', 'currency', v_sum -> 'currency')));
END $$;
COMMENT ON FUNCTION api.exchange_revalue_preview() IS 'Preview of exchange.revalue: entries, gain, loss; refuses as it would.';
