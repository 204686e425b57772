-- SPDX-License-Identifier: Apache-2.0
--
-- What stands against taking an amount off a hold, in the order of the refusals: PD019 more than it ever held, PD030
-- captured, PD031 released, PD032 expired, PD019 more than it still holds, PD037 a kind that somebody else must end.

CREATE OR REPLACE FUNCTION pd.hold_free_check(p_hold pd.hold_state, p_staff integer, p_minor bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_short boolean := p_minor > p_hold.remaining;
BEGIN
    IF p_minor <= p_hold.amount THEN
        PERFORM pd.pending_open_check(format('Hold %s', p_hold.id), p_hold.state, 'hold');
    END IF;
    IF v_short THEN
        PERFORM pd.refuse('PD019', format('Hold %s still keeps %s; %s is more.', p_hold.id,
            pd.money_text(p_hold.remaining, p_hold.currency), pd.money_text(p_minor, p_hold.currency)), 'amount');
    END IF;
    IF p_staff = p_hold.staff AND (SELECT k.needs_other FROM pd.hold_kind k WHERE k.kind = p_hold.kind) THEN
        PERFORM pd.refuse('PD037', format('You placed this %s hold yourself.', p_hold.kind), 'hold',
                          'Another supervisor must decide that it ends.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.hold_free_check(pd.hold_state, integer, bigint) IS
    'PD019, PD030, PD031, PD032, PD037 before an amount is taken off a hold.';
