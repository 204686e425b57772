-- SPDX-License-Identifier: Apache-2.0
--
-- A new row of the tariff.  The row of the same operation, product, currency and band that it takes the place of ends the
-- day before; one that would begin on the same day is withdrawn.  PD027 when a later one is planned already: it
-- would come into force over this one unnoticed.  The accounts that the fee goes to are made here, so that a preview has
-- nothing to make.

CREATE OR REPLACE FUNCTION pd.fee_band_add(p_fee pd.fee, p_staff integer, OUT added integer, OUT replaced integer)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_later date;
BEGIN
    -- Two people at once would both end the same row and both begin one.  Postings only read.
    LOCK TABLE pd.fee IN SHARE ROW EXCLUSIVE MODE;
    SELECT min(f.valid_from) INTO v_later
      FROM pd.fee f
     WHERE f.operation = p_fee.operation AND f.currency = p_fee.currency AND f.product IS NOT DISTINCT FROM p_fee.product
       AND f.from_minor = p_fee.from_minor AND f.valid_from > p_fee.valid_from
       AND (f.valid_to IS NULL OR f.valid_to >= f.valid_from);
    IF v_later IS NOT NULL THEN
        PERFORM pd.refuse('PD027', format('Another fee is planned from %s on.', v_later), 'valid_from',
                          'Choose a later day, or set that one anew first.');
    END IF;
    UPDATE pd.fee f
       SET valid_to = p_fee.valid_from - 1
     WHERE f.operation = p_fee.operation AND f.currency = p_fee.currency AND f.product IS NOT DISTINCT FROM p_fee.product
       AND f.from_minor = p_fee.from_minor AND (f.valid_to IS NULL OR f.valid_to >= p_fee.valid_from)
    RETURNING f.id INTO replaced;
    INSERT INTO pd.fee (operation, product, currency, from_minor, to_minor, fixed_minor, basis_points, minimum_minor, maximum_minor,
                        tax_basis_points, valid_from, set_by)
    VALUES (p_fee.operation, p_fee.product, p_fee.currency, p_fee.from_minor, p_fee.to_minor, p_fee.fixed_minor, p_fee.basis_points,
            p_fee.minimum_minor, p_fee.maximum_minor, p_fee.tax_basis_points, p_fee.valid_from, p_staff)
    RETURNING id INTO added;
    PERFORM pd.internal_account(l.id, g.gl, p_fee.currency)
       FROM pd.ledger l
      CROSS JOIN (VALUES ('2150'), ('4010')) AS g (gl)
      ORDER BY l.id, g.gl;
END $$;
COMMENT ON FUNCTION pd.fee_band_add(pd.fee, integer) IS 'Adds a row of the tariff and ends the one before: PD027.';
