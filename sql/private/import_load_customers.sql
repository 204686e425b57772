-- SPDX-License-Identifier: Apache-2.0
--
-- The customers of an import.  The source has no names: "Client 00576" is plainly made up and is the same in
-- every run. The old bank's id is kept in external_ref; the sex, which no rule of ours needs, stays with the
-- import.

CREATE OR REPLACE FUNCTION pd.import_load_customers(p_import pd.import) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO pd.customer (ledger, id, number, kind, since)
    SELECT p_import.ledger, k.customer, pd.customer_number_next(p_import.ledger), 'person',
           coalesce(first.opened, l.business_date)
      FROM pd.import_client k
      JOIN pd.ledger l ON l.id = p_import.ledger
      LEFT JOIN (SELECT h.customer, min(a.opened) AS opened
                   FROM pd.import_holder h
                   JOIN pd.import_account a ON a.import = h.import AND a.account = h.account
                  WHERE h.import = p_import.id
                  GROUP BY h.customer) first ON first.customer = k.customer
     WHERE k.import = p_import.id
     ORDER BY k.customer;

    INSERT INTO pd.customer_personal (ledger, customer, given_name, family_name, born, city, external_ref, search_name,
                                      search_full)
    SELECT p_import.ledger, k.customer, 'Client', f.name, k.born, d.name, k.client, pd.search_key(f.name || ' Client'),
           pd.search_key('Client ' || f.name)
      FROM pd.import_client k
      JOIN LATERAL (SELECT lpad(k.client, greatest(5, length(k.client)), '0') AS name) f ON true
      LEFT JOIN pd.import_district d ON d.import = k.import AND d.district = k.district
     WHERE k.import = p_import.id
     ORDER BY k.customer;
$$;
COMMENT ON FUNCTION pd.import_load_customers(pd.import) IS
    'Makes the customers of an import, with artificial names.';
