-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir bank.psql
SELECT plan(30);

CREATE TEMP TABLE leg (place serial, journal int, account bigint, amount bigint);
CREATE FUNCTION pg_temp.batch() RETURNS pd.batch_posted LANGUAGE plpgsql AS $$
DECLARE
    v_n int := (SELECT max(journal) FROM leg);
    v_answer pd.batch_posted;
BEGIN
    v_answer := (SELECT pd.post_batch(1::smallint, NULL, array_agg(journal ORDER BY place), array_agg(account ORDER BY place),
                         array_agg(amount ORDER BY place), array_agg('principal'::text ORDER BY place),
                         array_fill('test.batch'::text, ARRAY[v_n]), array_fill(pg_temp.today(), ARRAY[v_n]),
                         array_fill(pg_temp.today(), ARRAY[v_n]))
      FROM leg);
    TRUNCATE leg;
    RETURN v_answer;
END $$;
-- Legs as 'account amount; …' per journal.
CREATE FUNCTION pg_temp.give(VARIADIC p_journals text[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM leg;
    INSERT INTO leg (journal, account, amount)
    SELECT j.place, pg_temp.acc_id(split_part(btrim(l.leg), ' ', 1)), split_part(btrim(l.leg), ' ', 2)::bigint
      FROM unnest(p_journals) WITH ORDINALITY AS j(legs, place),
           unnest(string_to_array(j.legs, ';')) WITH ORDINALITY AS l(leg, within)
     ORDER BY j.place, l.within;
$$;
CREATE FUNCTION pg_temp.batch_told(VARIADIC p_journals text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_field text;
BEGIN
    PERFORM pg_temp.give(VARIADIC p_journals);
    PERFORM pg_temp.batch();
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS v_field = COLUMN_NAME;
    RETURN SQLSTATE || ' ' || v_field;
END $$;

SELECT pg_temp.give('cur -100; bas 100', 'bas -50; cur 50', 'cur -10; susp 7; bas 3') \g /dev/null
SELECT ok((b.batch).journals = 3 AND (b.batch).entries = 7 AND cardinality((b.batch).journal_ids) = 3, 'three journals')
  FROM (SELECT pg_temp.batch() AS batch) b;
SELECT results_eq($$SELECT e.seq, e.amount, e.balance FROM pd.entry e WHERE e.account = pg_temp.acc_id('cur') ORDER BY e.seq$$,
    $$VALUES (1::bigint, 100000::bigint, 100000::bigint), (2, -100, 99900), (3, 50, 99950), (4, -10, 99940)$$, 'numbers and balances run on');
SELECT is(pg_temp.bal('cur'), 99940::bigint, 'the balance is the last one');
SELECT is(pg_temp.bad(), '', 'the books prove');

-- A batch and single postings give the same books.
SELECT is((pg_temp.post(pg_temp.leg('cur', -40), pg_temp.leg('bas', 40))).balances[1], 99900::bigint, 'a posting goes on where the batch ended');

-- Several legs of one journal on one account, several journals on one account.
SELECT is(pg_temp.batch_told('cur -5; bas 5; cur -1; susp 1; cur 2; bas -2', 'cur -5; bas 5'), 'done', 'many legs on one account');
SELECT is(pg_temp.bad(), '', 'the books prove');

-- Refusals name the journal.
SELECT is(pg_temp.batch_told('cur -5; bas 5', 'cur -5'), 'PD028 journal[2]', 'one leg');
SELECT is(pg_temp.batch_told('cur -5; bas 5', 'cur -5; bas 6'), 'PD028 journal[2]', 'unbalanced');
SELECT is(pg_temp.batch_told('cur -5; bas 6', 'cur -5; bas 4'), 'PD028 journal[1]', 'unbalanced, but not together');
SELECT is(pg_temp.batch_told('cur -5; bas 5', 'cur -5; usd 5'), 'PD015 journal[2]', 'two currencies');
SELECT is(pg_temp.batch_told('cur 0; bas 0'), 'PD001 journal[1]', 'nothing');
SELECT is(pg_temp.batch_told('cur -1000000000000001; bas 1000000000000001'), 'PD001 journal[1]', 'too large');
SELECT is(pg_temp.batch_told('nobody -1; bas 1'), 'PD001 journal[1]', 'no account id');
SELECT throws_ok($$SELECT pd.post_batch(1::smallint, NULL, '{1,1}', '{-5,-6}', '{1,-1}', '{principal,principal}', '{x}', ARRAY[current_date], ARRAY[current_date])$$,
                 'PD012', NULL, 'unknown accounts');
SELECT throws_ok($$SELECT pd.post_batch(1::smallint, NULL, '{1,1}', '{-5}', '{1,-1}', '{principal,principal}', '{x}', ARRAY[current_date], ARRAY[current_date])$$,
                 'PD028', NULL, 'arrays of different length');
SELECT throws_ok($$SELECT pd.post_batch(1::smallint, NULL, '{1,1,3,3}', '{1,2,3,4}', '{1,-1,1,-1}', '{p,p,p,p}', '{x,x}', ARRAY[current_date,current_date], ARRAY[current_date,current_date])$$,
                 'PD001', NULL, 'an ordinal without a journal');
SELECT is((pd.post_batch(1::smallint, NULL, '{}', '{}', '{}', '{}', '{}', '{}', '{}')).journals, 0, 'an empty batch');
SELECT is(pg_temp.batch_told('bas -60000; cur 60000', 'cur -60000; bas 60000'), 'done', 'below the floor on the way');
SELECT is(pg_temp.batch_told('cur -1; susp 1', 'bas -60000; cur 60000'), 'PD018 journal[2]', 'below the floor at the end');
SELECT is(pg_temp.batch_told('drawer 1000001; susp -1000001'), 'PD017 journal[1]', 'more cash than there is');

UPDATE pd.balance SET flags = 1 | 2 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.batch_told('bas -1; cur 1'), 'PD014 journal[1]', 'blocked');
UPDATE pd.balance SET flags = 1 | 8 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.batch_told('bas 1; cur -1'), 'PD013 journal[1]', 'closed');

-- Accounts that are being moved in: no floors, no blocks, nor for their contra accounts; others keep theirs.
UPDATE pd.balance SET flags = 1 | 2 | 4 | 16 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.batch_told('bas -99999; susp 99999'), 'done', 'an imported overdraft');
SELECT is(pg_temp.batch_told('bas -2000000; drawer 2000000'), 'done', 'and its contra account');
SELECT is(pg_temp.batch_told('bas -1; susp 1', 'nil -1; susp 1'), 'PD018 journal[2]', 'not the others');
SELECT pg_temp.give('bas 2000000; drawer -2000000') \g /dev/null
SELECT pg_temp.batch() \g /dev/null
SELECT is(pg_temp.bad(), '', 'the books prove');

-- Texts, partners, requests, dates.
SELECT pd.post_batch(1::smallint, NULL, '{2,1,1,2}', ARRAY[pg_temp.acc_id('cur'), pg_temp.acc_id('cur'), pg_temp.acc_id('susp'), pg_temp.acc_id('susp')],
    '{-2,-1,1,2}', '{fee,principal,principal,fee}', '{test.one,test.two}', ARRAY[pg_temp.today(), pg_temp.today() + 1], ARRAY[pg_temp.today(), pg_temp.today() - 9],
    ARRAY['one', NULL], ARRAY[NULL, 'AB/99'], NULL) \g /dev/null
SELECT results_eq($$SELECT e.amount, j.text, j.partner, j.operation COLLATE "default", j.value_date - pg_temp.today(), e.what COLLATE "default", e.booked - pg_temp.today()
                      FROM pd.entry e JOIN pd.journal j ON j.id = e.journal
                     WHERE e.account = pg_temp.acc_id('cur') ORDER BY e.seq DESC LIMIT 2$$,
    $$VALUES ((-2)::bigint, NULL, 'AB/99', 'test.two', -9, 'fee', 1), (-1, 'one', NULL, 'test.one', 0, 'principal', 0)$$,
    'journals in the order of their ordinals, with what belongs to them');
SELECT is(pg_temp.bad(), '', 'the books prove');

-- Many: the answer is as long as the question.
SELECT pg_temp.give(VARIADIC ARRAY(SELECT 'cur -1; susp 1' FROM generate_series(1, 2000))) \g /dev/null
SELECT is(cardinality((pg_temp.batch()).journal_ids), 2000, 'two thousand in one call');
SELECT finish();
ROLLBACK;
