-- SPDX-License-Identifier: Apache-2.0
--
-- Whose identity document it is, if somebody's else: the number of that customer.

CREATE OR REPLACE FUNCTION pd.customer_document_owner(p_person pd.customer_personal) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.number
      FROM pd.customer_person c
     WHERE c.ledger = p_person.ledger
       AND c.document_country = p_person.document_country
       AND c.document_type = p_person.document_type
       AND c.document_number = p_person.document_number
       AND c.id <> p_person.customer
$$;
COMMENT ON FUNCTION pd.customer_document_owner(pd.customer_personal) IS
    'Number of another customer with the same identity document, or NULL.';
