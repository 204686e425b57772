-- SPDX-License-Identifier: Apache-2.0
--
-- One customer with everything we know and how many accounts there are.  Operation customer.view.

CREATE OR REPLACE FUNCTION api.customer_view(p_customer text)
RETURNS TABLE (
    number text, name text, kind text, status text, since date, given_name text, family_name text, business_name text,
    born date, phone text, email text, street text, postcode text, city text, country text, document_type text,
    document_number text, document_country text, document_expires date, consent_marketing boolean, consent_at timestamptz,
    external_ref text, accounts integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('customer.view');
    v_customer pd.customer_person := pd.customer_get(v_staff.ledger, p_customer, 'customer');
BEGIN
    RETURN QUERY
    SELECT v_customer.number, v_customer.name, v_customer.kind, v_customer.status, v_customer.since, v_customer.given_name,
           v_customer.family_name, v_customer.business_name, v_customer.born, v_customer.phone, v_customer.email,
           v_customer.street, v_customer.postcode, v_customer.city, v_customer.country, v_customer.document_type,
           v_customer.document_number, v_customer.document_country, v_customer.document_expires,
           v_customer.consent_marketing, v_customer.consent_at, v_customer.external_ref, count(h.account)::integer
      FROM pd.holder h
     WHERE h.ledger = v_customer.ledger AND h.customer = v_customer.id;
END $$;
COMMENT ON FUNCTION api.customer_view(text) IS 'A customer. PD001, PD012.';
