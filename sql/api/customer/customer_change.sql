-- SPDX-License-Identifier: Apache-2.0
--
-- Changes what is known of a customer; what is left out stays.  Operation customer.change.
-- PD001 field, PD012 no customer, PD027 the identity document is another customer's, PD029 the customer left.

CREATE OR REPLACE FUNCTION api.customer_change(
    p_request uuid, p_customer text,
    p_given_name text DEFAULT NULL, p_family_name text DEFAULT NULL, p_business_name text DEFAULT NULL,
    p_born date DEFAULT NULL, p_phone text DEFAULT NULL, p_email text DEFAULT NULL,
    p_street text DEFAULT NULL, p_city text DEFAULT NULL, p_postcode text DEFAULT NULL,
    p_country text DEFAULT NULL, p_document_type text DEFAULT NULL, p_document_number text DEFAULT NULL,
    p_document_country text DEFAULT NULL, p_document_expires date DEFAULT NULL, p_consent_marketing boolean DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('customer.change', p_request,
        jsonb_build_object('customer', p_customer,
            'given_name', p_given_name, 'family_name', p_family_name, 'business_name', p_business_name,
            'born', p_born, 'phone', p_phone, 'email', p_email,
            'street', p_street, 'city', p_city, 'postcode', p_postcode,
            'country', p_country, 'document_type', p_document_type, 'document_number', p_document_number,
            'document_country', p_document_country, 'document_expires', p_document_expires, 'consent_marketing', p_consent_marketing));
    v_old pd.customer_person;
    v_person pd.customer_personal;
    v_owner text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    v_old := pd.customer_get(v_call.ledger, p_customer, 'customer');
    IF v_old.status <> 'active' THEN
        PERFORM pd.refuse('PD029', format('Customer %s is no longer a customer.', v_old.number), 'customer');
    END IF;
    -- Nobody else changes him between this reading and the writing below.
    PERFORM FROM pd.customer c WHERE c.ledger = v_call.ledger AND c.id = v_old.id FOR NO KEY UPDATE;
    v_old := pd.customer_get(v_call.ledger, p_customer, 'customer');
    v_person.given_name := coalesce(p_given_name, v_old.given_name);
    v_person.family_name := coalesce(p_family_name, v_old.family_name);
    v_person.business_name := coalesce(p_business_name, v_old.business_name);
    v_person.born := coalesce(p_born, v_old.born);
    v_person.phone := coalesce(p_phone, v_old.phone);
    v_person.email := coalesce(p_email, v_old.email);
    v_person.street := coalesce(p_street, v_old.street);
    v_person.city := coalesce(p_city, v_old.city);
    v_person.postcode := coalesce(p_postcode, v_old.postcode);
    v_person.country := coalesce(p_country, v_old.country);
    v_person.document_type := coalesce(p_document_type, v_old.document_type);
    v_person.document_number := coalesce(p_document_number, v_old.document_number);
    v_person.document_country := coalesce(p_document_country, v_old.document_country);
    v_person.document_expires := coalesce(p_document_expires, v_old.document_expires);
    v_person.consent_marketing := coalesce(p_consent_marketing, v_old.consent_marketing);
    v_person.external_ref := v_old.external_ref;
    v_person.consent_at := CASE WHEN p_consent_marketing IS NULL THEN v_old.consent_at ELSE clock_timestamp() END;
    v_person := pd.customer_check(v_person, v_old.kind, v_call.business_date,
        coalesce(p_document_type, p_document_number, p_document_country, p_document_expires::text) IS NOT NULL);
    v_person.ledger := v_call.ledger;
    v_person.customer := v_old.id;
    v_owner := pd.customer_document_owner(v_person);
    IF v_owner IS NOT NULL THEN
        PERFORM pd.refuse('PD027', format('This identity document is that of customer %s.', v_owner), 'document_number');
    END IF;

    PERFORM pd.customer_write(v_person);
    RETURN pd.call_end(v_call, jsonb_build_object(
        'customer', v_old.number, 'kind', v_old.kind,
        'name', coalesce(v_person.business_name, concat_ws(' ', v_person.given_name, v_person.family_name))), v_old.number);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.customer_change(uuid, text, text, text, text, date, text, text, text, text, text, text, text, text, text, date, boolean) IS
    'Changes a customer. PD001, PD012, PD027, PD029.';
