-- SPDX-License-Identifier: Apache-2.0
--
-- Whether the payer, whose balance row is locked, may pay on: PD013, PD014; and whether the money for all that is left of
-- the file is there, PD018, so that a payroll never stops half-way for want of funds.  It is, as it was kept at
-- acceptance, unless it went all the same by a posting that nothing stops, such as a forced reversal.

CREATE OR REPLACE FUNCTION pd.bulk_payer_check(p_bulk pd.bulk) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_payer pd.account_now;
BEGIN
    SELECT a.* INTO STRICT v_payer FROM pd.account_now a WHERE a.ledger = p_bulk.ledger AND a.id = p_bulk.payer;
    PERFORM pd.account_open_check(v_payer, 'payer');
    PERFORM pd.account_block_check(v_payer, 2, 'payer');
    IF v_payer.available + pd.bulk_kept(p_bulk) < pd.bulk_rest(p_bulk) THEN
        PERFORM pd.refuse('PD018', format('Account %s has not enough money for the rest of the file.', v_payer.number), 'bulk',
                          'Nothing more is posted until the money is there; then post it again.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.bulk_payer_check(pd.bulk) IS 'PD013, PD014, PD018 unless the payer may pay on.';
