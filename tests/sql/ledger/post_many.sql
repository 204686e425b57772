-- SPDX-License-Identifier: Apache-2.0
--
-- Many independent payments in one call: what becomes of each, and of its request id.
BEGIN;
\ir bank.psql
SELECT no_plan();

-- "payer>payee amount id" per payment; a short id stands for a request id.
CREATE TEMP TABLE ids (short text PRIMARY KEY, id uuid NOT NULL DEFAULT gen_random_uuid());
CREATE FUNCTION pg_temp.id(p_short text) RETURNS uuid LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ids (short) VALUES (p_short) ON CONFLICT DO NOTHING;
    RETURN (SELECT i.id FROM ids i WHERE i.short = p_short);
END $$;
CREATE FUNCTION pg_temp.many(VARIADIC p_payments text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_words text[][] := ARRAY(SELECT regexp_match(p, '^(\S+)>(\S+) (\S+) (\S+)$') FROM unnest(p_payments) p);
    v_n integer := cardinality(p_payments);
    v_ordinals integer[] := ARRAY(SELECT generate_series(1, v_n));
    v_from bigint[] := ARRAY(SELECT coalesce(pg_temp.acc_id(v_words[g][1]), pd.internal_account(1::smallint, v_words[g][1], 978::smallint)) FROM generate_series(1, v_n) g);
    v_to bigint[] := ARRAY(SELECT CASE v_words[g][2] WHEN 'nobody' THEN 999999999 ELSE coalesce(pg_temp.acc_id(v_words[g][2]), pd.internal_account(1::smallint, v_words[g][2], 978::smallint)) END FROM generate_series(1, v_n) g);
    v_amount bigint[] := ARRAY(SELECT v_words[g][3]::bigint FROM generate_series(1, v_n) g);
BEGIN
    RETURN (SELECT string_agg(coalesce(m.code, CASE WHEN m.journal IS NULL THEN '?' ELSE 'ok' END) || CASE WHEN m.replayed THEN '*' ELSE '' END, ' ' ORDER BY m.place)
              FROM pd.post_many(1::smallint, NULL, v_ordinals || v_ordinals, v_from || v_to, ARRAY(SELECT -a FROM unnest(v_amount) a) || v_amount,
                                array_fill('principal'::text, ARRAY[2 * v_n]), array_fill('test.many'::text, ARRAY[v_n]), NULL, NULL,
                                ARRAY(SELECT pg_temp.id(v_words[g][4]) FROM generate_series(1, v_n) g)) m);
END $$;

-- cur has 1,000.00, bas 500.00, biz 50.00, nil nothing.
SELECT is(pg_temp.many('cur>bas 100 a', 'bas>biz 200 b', 'cur>biz 300 c'), 'ok ok ok', 'plain ones');
SELECT is(concat_ws(' ', pg_temp.bal('cur'), pg_temp.bal('bas'), pg_temp.bal('biz')), '99600 49900 5500', 'have moved the money');
SELECT is(pg_temp.many('cur>bas 100 a', 'bas>biz 200 b', 'cur>biz 300 c'), 'ok* ok* ok*', 'asked again: the first results');
SELECT is(pg_temp.many('cur>bas 100 a', 'cur>bas 1 d'), 'ok* ok', 'old and new together');
SELECT is(pg_temp.many('cur>bas 101 a'), 'PD002', 'another body');
SELECT is(pg_temp.many('cur>bas 5 e', 'cur>bas 5 e', 'cur>bas 6 e'), 'ok ok* PD002', 'an id twice in one call');
SELECT is(pg_temp.bal('cur'), 99594::bigint, 'is posted once');
SELECT is(pg_temp.many('nil>bas 1 f', 'cur>nil 10 g', 'nil>bas 4 h', 'nil>bas 7 i', 'nil>bas 6 j'), 'PD018 ok ok PD018 ok', 'as if they came one after another');
SELECT is(pg_temp.many('cur>nil 10 k', 'nil>bas 1 f'), 'ok PD018*', 'a refusal is final for its id');
SELECT is(pg_temp.many('cur>usd 10 l', 'cur>nobody 10 m', 'cur>bas 10 n'), 'PD015 PD012 ok', 'each is refused by itself');
SELECT is(pg_temp.many('cur>4010 7 o', 'cur>4010 8 p', 'nil>4010 90000 q'), 'ok ok PD018', 'to an account of the bank');
SELECT is(pg_temp.many('4010>cur 7 r'), 'ok', 'and from it');
UPDATE pd.balance SET flags = flags | 4 WHERE account = pg_temp.acc_id('biz');
SELECT is(pg_temp.many('cur>biz 1 s', 'biz>cur 1 t', 'cur>bas 1 u'), 'PD014 ok ok', 'blocked in one direction');
UPDATE pd.balance SET flags = flags | 2 WHERE account = pg_temp.acc_id('biz');
SELECT is(pg_temp.many('biz>cur 1 v', 'cur>bas 1 w'), 'PD014 ok', 'and in the other');
UPDATE pd.balance SET posted = 4611686018427387900 WHERE account = pg_temp.acc_id('biz');
UPDATE pd.balance SET flags = 1 WHERE account = pg_temp.acc_id('biz');
SELECT is(pg_temp.many('cur>biz 9 x', 'cur>bas 1 y'), 'PD001 ok', 'beyond the largest balance');
SELECT is((SELECT count(*) FROM pd.request WHERE id = pg_temp.id('x')), 0::bigint, 'what is malformed is not kept');
UPDATE pd.balance SET posted = (SELECT sum(amount) FROM pd.entry WHERE account = pg_temp.acc_id('biz')) WHERE account = pg_temp.acc_id('biz');

SELECT is((SELECT count(*) FROM pd.journal j JOIN pd.request r ON r.id = j.request AND r.outcome = 'done' WHERE j.operation = 'test.many'),
          (SELECT count(*) FROM pd.request r WHERE r.operation = 'test.many' AND r.outcome = 'done'), 'a journal for each that was done');
SELECT is((SELECT count(*) FROM pd.journal WHERE operation = 'test.many'),
          (SELECT count(*) FROM pd.request WHERE operation = 'test.many' AND outcome = 'done'), 'and no other');

SELECT throws_ok($$SELECT pg_temp.many('cur>bas 0 z')$$, 'PD001', NULL, 'nothing at all is posted when the arrays are malformed');
SELECT throws_ok($$SELECT * FROM pd.post_many(1::smallint, NULL, '{1,1}', '{1,2}', '{-1,1}', '{a,b}', '{test.many}', NULL, NULL, NULL)$$, 'PD001', NULL, 'no request id');
SELECT is_empty($$SELECT * FROM pd.post_many(1::smallint, NULL, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')$$, 'none is none');

-- Many at random, plain and odd mixed, as set-wise as singly.
CREATE FUNCTION pg_temp.random_many(p_rounds int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_names text[] := '{cur,bas,biz,nil,4010}';
    v_payments text[];
    v_from text;
BEGIN
    FOR r IN 1 .. p_rounds LOOP
        v_payments := '{}';
        FOR i IN 1 .. 40 LOOP
            v_from := v_names[1 + floor(random() * 4)];
            v_payments := v_payments || format('%s>%s %s r%s_%s', v_from, (SELECT n FROM unnest(v_names) n WHERE n <> v_from ORDER BY random() LIMIT 1),
                                               1 + floor(random() * CASE WHEN random() < 0.2 THEN 100000 ELSE 500 END)::int, r, i);
        END LOOP;
        PERFORM pg_temp.many(VARIADIC v_payments);
    END LOOP;
    RETURN (SELECT coalesce(string_agg(n.name, ' '), '') FROM acc_name n JOIN pd.account_now a ON a.id = n.id WHERE a.available < 0);
END $$;
SELECT is(pg_temp.random_many(20), '', 'nobody comes below the floor');
SELECT ok((SELECT count(*) FILTER (WHERE outcome = 'done') > 100 AND count(*) FILTER (WHERE outcome = 'refused') > 20
             FROM pd.request WHERE operation = 'test.many'), 'some were done, some refused');
SELECT is(pg_temp.bad(), '', 'the books are right');
SELECT finish();
ROLLBACK;
