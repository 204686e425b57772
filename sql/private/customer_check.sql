-- SPDX-License-Identifier: Apache-2.0
--
-- The personal data of a customer as they will be stored: cleaned, complete for the kind, and plausible.  p_today is the
-- business date.  The document is judged only when p_with_document, so that an old customer whose passport ran out may
-- still tell a new telephone number.

CREATE OR REPLACE FUNCTION pd.customer_check(
    p_person pd.customer_personal, p_kind text, p_today date, p_with_document boolean)
RETURNS pd.customer_personal
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_person pd.customer_personal := p_person;
BEGIN
    v_person.given_name := pd.text_clean(p_person.given_name, 'given_name', 70);
    v_person.family_name := pd.text_clean(p_person.family_name, 'family_name', 70);
    v_person.business_name := pd.text_clean(p_person.business_name, 'business_name', 70);
    v_person.phone := pd.phone_clean(p_person.phone, 'phone');
    v_person.email := pd.email_clean(p_person.email, 'email');
    v_person.street := pd.text_clean(p_person.street, 'street', 70);
    v_person.city := pd.text_clean(p_person.city, 'city', 70);
    v_person.postcode := pd.text_clean(p_person.postcode, 'postcode', 12);
    v_person.country := pd.country_clean(p_person.country, 'country');

    IF p_kind = 'person' THEN
        IF v_person.given_name IS NULL THEN
            PERFORM pd.refuse('PD001', 'A person has a given name.', 'given_name');
        ELSIF v_person.family_name IS NULL THEN
            PERFORM pd.refuse('PD001', 'A person has a family name.', 'family_name');
        ELSIF v_person.business_name IS NOT NULL THEN
            PERFORM pd.refuse('PD001', 'A person has no business name.', 'business_name');
        ELSIF v_person.born IS NULL THEN
            PERFORM pd.refuse('PD001', 'A person has a date of birth.', 'born');
        ELSIF v_person.born < DATE '1900-01-01' OR v_person.born >= p_today THEN
            PERFORM pd.refuse('PD001', 'The date of birth lies after 1899 and in the past.', 'born');
        END IF;
        v_person.search_name := pd.search_key(v_person.family_name || ' ' || v_person.given_name);
        v_person.search_full := pd.search_key(v_person.given_name || ' ' || v_person.family_name);
    ELSE
        IF v_person.business_name IS NULL THEN
            PERFORM pd.refuse('PD001', 'A business has a name.', 'business_name');
        ELSIF v_person.given_name IS NOT NULL THEN
            PERFORM pd.refuse('PD001', 'A business has no given name.', 'given_name');
        ELSIF v_person.family_name IS NOT NULL THEN
            PERFORM pd.refuse('PD001', 'A business has no family name.', 'family_name');
        ELSIF v_person.born IS NOT NULL THEN
            PERFORM pd.refuse('PD001', 'A business has no date of birth.', 'born');
        END IF;
        v_person.search_name := pd.search_key(v_person.business_name);
        v_person.search_full := v_person.search_name;
    END IF;
    IF p_with_document THEN
        v_person := pd.customer_document_check(v_person, p_kind, p_today);
    END IF;
    v_person.consent_marketing := coalesce(v_person.consent_marketing, false);
    RETURN v_person;
END $$;
COMMENT ON FUNCTION pd.customer_check(pd.customer_personal, text, date, boolean) IS
    'Cleaned and checked personal data with their search keys; PD001 names the field.';
