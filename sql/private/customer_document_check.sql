-- SPDX-License-Identifier: Apache-2.0
--
-- The identity document: all of type, number and issuing country; for a person also an expiry in the future.

CREATE OR REPLACE FUNCTION pd.customer_document_check(p_person pd.customer_personal, p_kind text, p_today date)
RETURNS pd.customer_personal
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_person pd.customer_personal := p_person;
BEGIN
    IF v_person.document_type IS NULL
       OR v_person.document_type NOT IN ('passport', 'id_card', 'driving_licence', 'residence_permit', 'registration') THEN
        PERFORM pd.refuse('PD001', 'This is not a kind of identity document we take.', 'document_type');
    END IF;
    v_person.document_number := upper(replace(pd.text_clean(v_person.document_number, 'document_number', 34), ' ', ''));
    IF v_person.document_number IS NULL THEN
        PERFORM pd.refuse('PD001', 'An identity document has a number.', 'document_number');
    END IF;
    v_person.document_country := pd.country_clean(v_person.document_country, 'document_country');
    IF v_person.document_country IS NULL THEN
        PERFORM pd.refuse('PD001', 'An identity document was issued by a country.', 'document_country');
    END IF;
    IF v_person.document_expires IS NULL AND p_kind = 'person' THEN
        PERFORM pd.refuse('PD001', 'An identity document has an expiry date.', 'document_expires');
    END IF;
    IF v_person.document_expires <= p_today OR NOT isfinite(v_person.document_expires) THEN
        PERFORM pd.refuse('PD001', 'The identity document has expired.', 'document_expires');
    END IF;
    RETURN v_person;
END $$;
COMMENT ON FUNCTION pd.customer_document_check(pd.customer_personal, text, date) IS
    'Checked identity document; PD001 names the field.';
