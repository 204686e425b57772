-- SPDX-License-Identifier: Apache-2.0
--
-- What the acceptance of a bulk comes to at this moment, and whether it may be accepted: {good, bad, amount, legs} with
-- the legs of the fee.  Shared by bulk.accept and its preview; writes nothing.  In the order of the refusals: PD029 not
-- loaded, PD037 by the one who loaded it, PD036 bad lines, PD013 and PD014 payer, PD018 funds.

CREATE OR REPLACE FUNCTION pd.plan_bulk(p_bulk pd.bulk, p_staff integer, p_skip_bad boolean) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_payer pd.account_now;
    v_new_bad integer;
    v_new_amount bigint;
    v_good integer;
    v_bad integer;
    v_legs pd.leg[];
BEGIN
    IF p_bulk.state <> 'loaded' THEN
        PERFORM pd.refuse('PD029', format('Bulk %s is %s.', p_bulk.id, p_bulk.state), 'bulk',
                          'Only a file that is loaded and not yet accepted can be accepted.');
    END IF;
    IF p_bulk.loaded_by = p_staff THEN
        PERFORM pd.refuse('PD037', 'You loaded this file yourself.', 'bulk', 'Another supervisor accepts it.');
    END IF;
    SELECT count(*), coalesce(sum(l.amount), 0) INTO v_new_bad, v_new_amount
      FROM pd.bulk_faults(p_bulk, 1, p_bulk.lines) f
      JOIN pd.bulk_line l ON l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place = f.place;
    v_bad := p_bulk.bad + v_new_bad;
    v_good := p_bulk.lines - v_bad;
    IF v_bad > 0 AND NOT coalesce(p_skip_bad, false) THEN
        PERFORM pd.refuse('PD036', format('%s of %s lines are bad.', v_bad, p_bulk.lines), 'skip_bad',
                          'Cancel it, correct the file and load it again; or leave the bad lines out: skip_bad=yes.');
    END IF;
    IF v_good = 0 THEN
        PERFORM pd.refuse('PD036', 'All lines are bad.', 'bulk', 'Cancel it, correct the file and load it again.');
    END IF;
    SELECT a.* INTO STRICT v_payer FROM pd.account_now a WHERE a.ledger = p_bulk.ledger AND a.id = p_bulk.payer;
    PERFORM pd.account_open_check(v_payer, 'payer');
    PERFORM pd.account_block_check(v_payer, 2, 'payer');
    v_legs := pd.bulk_fee(p_bulk, p_bulk.amount - v_new_amount);
    IF v_payer.available < p_bulk.amount - v_new_amount + pd.legs_fee(v_legs) THEN
        PERFORM pd.refuse('PD018', format('Account %s has not enough money for the whole file.', v_payer.number), 'bulk',
                          'Nothing of it is posted. Accept it when the money is there.');
    END IF;
    RETURN jsonb_build_object('good', v_good, 'bad', v_bad, 'amount', p_bulk.amount - v_new_amount,
                              'fee', pd.legs_fee(v_legs), 'legs', to_jsonb(v_legs));
END $$;
COMMENT ON FUNCTION pd.plan_bulk(pd.bulk, integer, boolean) IS
    'Counts and sums of accepting a bulk now: PD013, PD014, PD018, PD029, PD036, PD037.';
