-- SPDX-License-Identifier: Apache-2.0
--
-- Registers a person or a business.  Operation customer.open.
-- PD001 field, PD027 the identity document is a customer's already (his number is told).

CREATE OR REPLACE FUNCTION api.customer_open(
    p_request uuid, p_kind text,
    p_given_name text DEFAULT NULL, p_family_name text DEFAULT NULL, p_business_name text DEFAULT NULL,
    p_born date DEFAULT NULL, p_phone text DEFAULT NULL, p_email text DEFAULT NULL,
    p_street text DEFAULT NULL, p_city text DEFAULT NULL, p_postcode text DEFAULT NULL,
    p_country text DEFAULT NULL, p_document_type text DEFAULT NULL, p_document_number text DEFAULT NULL,
    p_document_country text DEFAULT NULL, p_document_expires date DEFAULT NULL, p_consent_marketing boolean DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_call pd.call := pd.call_begin('customer.open', p_request,
        jsonb_build_object('kind', p_kind,
            'given_name', p_given_name, 'family_name', p_family_name, 'business_name', p_business_name,
            'born', p_born, 'phone', p_phone, 'email', p_email,
            'street', p_street, 'city', p_city, 'postcode', p_postcode,
            'country', p_country, 'document_type', p_document_type, 'document_number', p_document_number,
            'document_country', p_document_country, 'document_expires', p_document_expires, 'consent_marketing', p_consent_marketing));
    v_person pd.customer_personal;
    v_number text;
    v_owner text;
    v_field text;
    v_hint text;
BEGIN
    IF v_call.answer IS NOT NULL THEN
        RETURN v_call.answer;
    END IF;
    IF p_kind IS NULL OR p_kind NOT IN ('person', 'business') THEN
        PERFORM pd.refuse('PD001', 'A customer is a person or a business.', 'kind');
    END IF;
    v_person.given_name := p_given_name;
    v_person.family_name := p_family_name;
    v_person.business_name := p_business_name;
    v_person.born := p_born;
    v_person.phone := p_phone;
    v_person.email := p_email;
    v_person.street := p_street;
    v_person.city := p_city;
    v_person.postcode := p_postcode;
    v_person.country := p_country;
    v_person.document_type := p_document_type;
    v_person.document_number := p_document_number;
    v_person.document_country := p_document_country;
    v_person.document_expires := p_document_expires;
    v_person.consent_marketing := p_consent_marketing;
    v_person := pd.customer_check(v_person, p_kind, v_call.business_date, true);
    v_person.ledger := v_call.ledger;
    v_person.customer := nextval('pd.customer_id');
    v_person.consent_at := clock_timestamp();
    v_owner := pd.customer_document_owner(v_person);
    IF v_owner IS NOT NULL THEN
        PERFORM pd.refuse('PD027', format('This identity document is that of customer %s.', v_owner), 'document_number');
    END IF;

    v_number := pd.customer_number_next(v_call.ledger);
    INSERT INTO pd.customer (ledger, id, number, kind, since)
    VALUES (v_call.ledger, v_person.customer, v_number, p_kind, v_call.business_date);
    PERFORM pd.customer_write(v_person);
    RETURN pd.call_end(v_call, jsonb_build_object(
        'customer', v_number, 'kind', p_kind,
        'name', coalesce(v_person.business_name, concat_ws(' ', v_person.given_name, v_person.family_name))), v_number);
EXCEPTION WHEN SQLSTATE 'PD000' THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME, v_hint = PG_EXCEPTION_HINT;
    RETURN pd.call_refused(v_call, SQLSTATE, SQLERRM, v_field, v_hint);
END $$;
COMMENT ON FUNCTION api.customer_open(uuid, text, text, text, text, date, text, text, text, text, text, text, text, text, text, date, boolean) IS
    'Registers a customer: the number. PD001, PD027 same identity document.';
