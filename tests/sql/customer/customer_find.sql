-- SPDX-License-Identifier: Apache-2.0
--
-- customer.find and the numbers of customers and accounts.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(33);

CREATE FUNCTION pg_temp.enter(p_given text, p_family text, p_phone text) RETURNS void LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_tina', format($q$SELECT api.customer_open(%L, 'person', %L, %L, NULL, '1970-01-01', %L, p_document_type => 'id_card',
        p_document_number => %L, p_document_country => 'CZ', p_document_expires => '2090-01-01')$q$, gen_random_uuid(), p_given, p_family, p_phone,
        'F' || nextval('pd.customer_id')));
$$;
SELECT pg_temp.enter(v.given, v.family, v.phone) FROM (VALUES
    ('Jörg', 'Müller', '+4930111111'), ('Anna', 'Muller', '+4930111112'), ('Anna', 'Adams', '+4930222222'),
    ('Mula', 'Zorn', NULL), ('太郎', '山田', NULL), ('Олена', 'Прикладенко', NULL), ('Per%', '_Under', NULL), ('Łucja', 'ÉCOLE', NULL)) AS v(given, family, phone) \g /dev/null

CREATE FUNCTION pg_temp.found(p_query text, p_after text DEFAULT NULL, p_limit int DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_tom', format('SELECT string_agg(name, '', '') FROM api.customer_find(%L, %L, %L)', p_query, p_after, p_limit))
$$;
SELECT is(pg_temp.found(v.query), v.expected, format('%s finds %s', v.query, v.expected)) FROM (VALUES
    ('mull', 'Anna Muller, Jörg Müller'), ('MÜLL', 'Anna Muller, Jörg Müller'), ('mul', 'Anna Muller, Jörg Müller, Mula Zorn'),
    ('muller a', 'Anna Muller'), ('muller  a', 'Anna Muller'), ('jorg mu', 'Jörg Müller'), ('anna', 'Anna Adams, Anna Muller'),
    ('adams', 'Anna Adams'), ('a', 'Anna Adams, Ada Example, Anna Muller'), ('ecole', 'Łucja ÉCOLE'), ('école ł', 'Łucja ÉCOLE'),
    ('山', '太郎 山田'), ('прик', 'Олена Прикладенко'), ('олена п', 'Олена Прикладенко'), ('%', NULL), ('_', 'Per% _Under'), ('per%', 'Per% _Under'),
    ('probe', 'Probe GmbH'), ('zzz', NULL), ('493011111', 'Jörg Müller, Anna Muller'), ('+49 30 1111-12', 'Anna Muller'), ('4930', 'Jörg Müller, Anna Muller, Anna Adams, Ada Example')
  ) AS v(query, expected);
SELECT is(pg_temp.found(:'ada'), 'Ada Example', 'a number finds its customer');

-- Pages chain: one by one through both sections gives the same list.
CREATE FUNCTION pg_temp.walk(p_query text, p_limit int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_after text;
    v_page text[];
    v_all text[] := '{}';
BEGIN
    LOOP
        v_page := pg_temp.ask('tl_tom', format('SELECT array_agg(number) FROM api.customer_find(%L, %L, %L)', p_query, v_after, p_limit))::text[];
        EXIT WHEN v_page IS NULL;
        v_all := v_all || v_page;
        v_after := v_page[cardinality(v_page)];
    END LOOP;
    RETURN v_all::text;
END $$;
SELECT is(pg_temp.walk(v.query, v.size), pg_temp.ask('tl_tom', format('SELECT array_agg(number) FROM api.customer_find(%L)', v.query)),
          format('%s in pages of %s', v.query, v.size)) FROM (VALUES ('mul', 1), ('a', 1), ('a', 2), ('4930', 1)) AS v(query, size);

SELECT is(pg_temp.told('tl_tom', $$SELECT name FROM api.customer_find('')$$), 'PD001 query', 'nothing asked');
SELECT is(pg_temp.told('tl_tom', $$SELECT name FROM api.customer_find('a', NULL, 0)$$), 'PD001 limit', 'no rows');
SELECT is(pg_temp.told('tl_tom', $$SELECT name FROM api.customer_find('a', NULL, 201)$$), 'PD001 limit', 'too many rows');
SELECT is(pg_temp.told('tl_tom', $$SELECT name FROM api.customer_find('a', '99999999')$$), 'PD012 after', 'after nobody');

-- Check digits: our numbers, and no single slip of them is one.
SELECT is(pd.account_number(10000001), '1000000161', 'account number');
SELECT ok(bool_and(pd.account_number(b)::numeric % 97 = 1), 'every one leaves 1') FROM generate_series(10000001, 10000500) b;
SELECT finish();
ROLLBACK;
