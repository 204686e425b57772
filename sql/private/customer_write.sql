-- SPDX-License-Identifier: Apache-2.0
--
-- Stores checked personal data, new or changed.  Another customer's identity document: the one who came a moment earlier
-- won the unique index.

CREATE OR REPLACE FUNCTION pd.customer_write(p_person pd.customer_personal) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO pd.customer_personal AS o (
        ledger, customer,
        given_name, family_name, business_name, born, phone,
        email, street, city, postcode, country,
        document_type, document_number, document_country, document_expires, consent_marketing,
        consent_at, external_ref, search_name, search_full)
    VALUES (
        p_person.ledger, p_person.customer, p_person.given_name, p_person.family_name, p_person.business_name,
        p_person.born, p_person.phone, p_person.email, p_person.street, p_person.city,
        p_person.postcode, p_person.country, p_person.document_type, p_person.document_number, p_person.document_country,
        p_person.document_expires, p_person.consent_marketing, p_person.consent_at, p_person.external_ref, p_person.search_name,
        p_person.search_full)
    ON CONFLICT (ledger, customer) DO UPDATE
       SET given_name = excluded.given_name,
           family_name = excluded.family_name,
           business_name = excluded.business_name,
           born = excluded.born,
           phone = excluded.phone,
           email = excluded.email,
           street = excluded.street,
           city = excluded.city,
           postcode = excluded.postcode,
           country = excluded.country,
           document_type = excluded.document_type,
           document_number = excluded.document_number,
           document_country = excluded.document_country,
           document_expires = excluded.document_expires,
           consent_marketing = excluded.consent_marketing,
           consent_at = excluded.consent_at,
           external_ref = excluded.external_ref,
           search_name = excluded.search_name,
           search_full = excluded.search_full;
EXCEPTION WHEN unique_violation THEN
    PERFORM pd.refuse('PD027', format('This identity document is that of customer %s.', pd.customer_document_owner(p_person)),
                      'document_number');
END $$;
COMMENT ON FUNCTION pd.customer_write(pd.customer_personal) IS 'Writes personal data: PD027 for another''s identity document.';
