-- SPDX-License-Identifier: Apache-2.0
--
-- customer.open, customer.change, customer.view.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(70);

-- A change to one good person or business: the fields given replace those of the sample, JSON null leaves one out.
CREATE FUNCTION pg_temp.arguments(p_fields jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(format('p_%s => %L', key, value), ', ')
      FROM jsonb_each_text(jsonb_strip_nulls(p_fields))
$$;
CREATE FUNCTION pg_temp.person_with(p_fields jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told('tl_tina', format('SELECT api.customer_open(%L, %s)', gen_random_uuid(), pg_temp.arguments(
        '{"kind": "person", "given_name": "Jana", "family_name": "Nováková", "born": "1990-05-17",
          "document_type": "id_card", "document_number": "AB 1", "document_country": "CZ", "document_expires": "2099-12-31"}'
        || jsonb_build_object('document_number', 'X' || nextval('pd.customer_id')) || p_fields)))
$$;
CREATE FUNCTION pg_temp.business_with(p_fields jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told('tl_tina', format('SELECT api.customer_open(%L, %s)', gen_random_uuid(), pg_temp.arguments(
        '{"kind": "business", "business_name": "Kavárna s.r.o.", "document_type": "registration", "document_country": "CZ"}'
        || jsonb_build_object('document_number', 'X' || nextval('pd.customer_id')) || p_fields)))
$$;

SELECT has_function('api', 'customer_open', ARRAY['uuid', 'text', 'text', 'text', 'text', 'date', 'text', 'text', 'text', 'text',
    'text', 'text', 'text', 'text', 'text', 'date', 'boolean']);
SELECT is(pg_temp.person_with('{}'), 'done', 'a person');
SELECT is(pg_temp.business_with('{}'), 'done', 'a business');

SELECT is(pg_temp.person_with(jsonb_build_object(v.field, v.value)), 'PD001 ' || v.field, format('person, %s: %s', v.field, left(v.value, 30)))
  FROM (VALUES
    ('kind', 'dog'), ('kind', ''), ('given_name', NULL), ('given_name', '  '), ('given_name', repeat('x', 71)), ('given_name', E'a\tb'),
    ('given_name', 'a' || chr(8238) || 'b'), ('given_name', repeat('x', 1000000)),
    ('family_name', NULL), ('family_name', ''), ('family_name', E'a\u200Bb'), ('business_name', 'Shop'),
    ('born', NULL), ('born', '1899-12-31'), ('born', '2100-01-01'), ('born', 'infinity'),
    ('phone', '12345'), ('phone', '1234567890123456'), ('phone', '+49 30 x'), ('phone', '+49/30123456'), ('phone', repeat('1', 1000000)),
    ('email', 'nobody'), ('email', 'a@b'), ('email', 'a b@example.org'), ('email', '@example.org'), ('email', 'a@example..org'),
    ('street', repeat('x', 71)), ('city', E'a\nb'), ('postcode', '1234567890123'), ('country', 'XX'), ('country', 'DEU'),
    ('document_type', 'library'), ('document_type', NULL), ('document_number', NULL), ('document_number', ''),
    ('document_number', repeat('1', 35)), ('document_country', NULL), ('document_country', 'QQ'),
    ('document_expires', NULL), ('document_expires', '2020-01-01'), ('document_expires', 'infinity')
  ) AS v(field, value);
SELECT is(pg_temp.person_with(jsonb_build_object('born', pg_temp.today())), 'PD001 born', 'born today');
SELECT is(pg_temp.business_with(jsonb_build_object(v.field, v.value)), 'PD001 ' || v.field, format('business, %s: %s', v.field, v.value))
  FROM (VALUES ('business_name', NULL), ('given_name', 'A'), ('family_name', 'B'), ('born', '1990-01-01')) AS v(field, value);
SELECT is((SELECT count(*) FROM pd.customer), 4::bigint, 'nothing wrong was stored');

-- What is stored, and how.
SELECT is(pg_temp.ask('tl_tina', format($$SELECT api.customer_open(%L, 'person', ' Zoë ', E'O''Brien', NULL, '1991-07-30', '+33 (1) 99-00 12-34',
    'zoe@example.org', NULL, 'Lyon', '69001', 'fr', 'passport', 'ab 12 cd', 'FR', '2090-01-01', true) ->> 'name'$$, pg_temp.req())), 'Zoë O''Brien', 'the answer has the name');
SELECT results_eq($$SELECT p.given_name, p.phone COLLATE "default", p.country COLLATE "default", p.document_number COLLATE "default", p.consent_marketing,
                           p.consent_at > now(), p.search_name COLLATE "default", p.search_full COLLATE "default", c.since = pg_temp.today()
                      FROM pd.customer_person p JOIN pd.customer c USING (ledger, id) WHERE p.family_name = 'O''Brien'$$,
    $$VALUES ('Zoë', '33199001234', 'FR', 'AB12CD', true, true, 'o''brien zoe', 'zoe o''brien', true)$$, 'cleaned, with keys to search by');
SELECT ok((SELECT number ~ '^[0-9]{8}$' FROM pd.customer_person WHERE family_name = 'O''Brien'), 'a number of eight digits');

-- The same document.
SELECT is(pg_temp.told('tl_tina', format($$SELECT api.customer_open(%L, 'person', 'A', 'B', NULL, '1991-07-30',
    p_document_type => 'passport', p_document_number => 'AB12CD', p_document_country => 'FR', p_document_expires => '2090-01-01')$$, pg_temp.req())),
    'PD027 document_number', 'another customer''s document');
SELECT is(pg_temp.ask('tl_tina', format($$SELECT api.customer_open(%L, 'person', 'A', 'B', NULL, '1991-07-30',
    p_document_type => 'passport', p_document_number => 'AB12CD', p_document_country => 'FR', p_document_expires => '2090-01-01') #>> '{refused,sentence}'$$, pg_temp.req())),
    'This identity document is that of customer ' || (SELECT number FROM pd.customer_person WHERE family_name = 'O''Brien') || '.', 'names that customer');
SELECT is((SELECT count(*) FROM pd.event WHERE operation = 'customer.open' AND detail::text ~ 'Brien|AB12'), 0::bigint, 'no personal data in the events');

-- Who may.
SELECT is(pg_temp.told('tl_sam', format($$SELECT api.customer_open(%L, 'person')$$, pg_temp.req())), 'PD004', 'not support');
SELECT is(pg_temp.told('tl_tina', $$SELECT api.customer_open(NULL, 'person')$$), 'PD001 request', 'no request id');

-- Change.
SELECT is(pg_temp.told('tl_tina', format($$SELECT api.customer_change(%L, %L, p_phone => '+33 199 00 99 99', p_family_name => 'Brien')$$, pg_temp.req(), number)), 'done', 'change')
  FROM pd.customer_person WHERE family_name = 'O''Brien';
SELECT results_eq($$SELECT given_name, phone COLLATE "default", city, search_name COLLATE "default", consent_marketing FROM pd.customer_person WHERE family_name = 'Brien'$$,
    $$VALUES ('Zoë', '33199009999', 'Lyon', 'brien zoe', true)$$, 'what was given changed, the rest stayed');
UPDATE pd.customer_personal SET document_expires = '2001-01-01' WHERE family_name = 'Brien';
SELECT is(pg_temp.told('tl_tina', format($$SELECT api.customer_change(%L, %L, p_city => 'Paris')$$, pg_temp.req(), number)), 'done', 'an expired document does not stop a new address')
  FROM pd.customer_person WHERE family_name = 'Brien';
SELECT is(pg_temp.told('tl_tina', format($$SELECT api.customer_change(%L, %L, p_document_number => 'NEW1')$$, pg_temp.req(), number)), 'PD001 document_expires', 'a new document must be valid')
  FROM pd.customer_person WHERE family_name = 'Brien';
SELECT is(pg_temp.told('tl_tina', format($$SELECT api.customer_change(%L, %L, p_document_type => 'passport', p_document_number => 't100', p_document_country => 'DE',
    p_document_expires => '2090-01-01')$$, pg_temp.req(), number)), 'PD027 document_number', 'nor another''s')
  FROM pd.customer_person WHERE family_name = 'Brien';
SELECT is(pg_temp.told('tl_tina', format($$SELECT api.customer_change(%L, %L, p_business_name => 'X')$$, pg_temp.req(), number)), 'PD001 business_name', 'a person stays a person')
  FROM pd.customer_person WHERE family_name = 'Brien';
SELECT is(pg_temp.told('tl_tina', format($$SELECT api.customer_change(%L, '99999999', p_city => 'X')$$, pg_temp.req())), 'PD012 customer', 'nobody');
UPDATE pd.customer SET status = 'closed' WHERE number = (SELECT number FROM pd.customer_person WHERE family_name = 'Brien');
SELECT is(pg_temp.told('tl_tina', format($$SELECT api.customer_change(%L, %L, p_city => 'X')$$, pg_temp.req(), number)), 'PD029 customer', 'who left')
  FROM pd.customer_person WHERE family_name = 'Brien';

-- View.
SELECT is(pg_temp.ask('tl_sam', format('SELECT name || '' '' || accounts || '' '' || phone FROM api.customer_view(%L)', :'ada')), 'Ada Example 5 493023125101', 'view');
SELECT is(pg_temp.told('tl_sam', $$SELECT name FROM api.customer_view('99999999')$$), 'PD012 customer', 'view of nobody');
SELECT is(pg_temp.told('tl_sam', $$SELECT name FROM api.customer_view(E'1\n')$$), 'PD001 customer', 'view of nonsense');
SELECT is(pg_temp.told('tl_sam', $$SELECT name FROM api.customer_view(NULL)$$), 'PD001 customer', 'view of nothing');
SELECT finish();
ROLLBACK;
