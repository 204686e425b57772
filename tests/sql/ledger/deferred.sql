-- SPDX-License-Identifier: Apache-2.0
--
-- Deferred accounts: posted to without a lock, exact all the same, folded later.  Nothing of this file is rolled back,
-- because a fold only takes what is committed; the file has a database of its own.
\ir bank.psql
SELECT plan(41);

CREATE FUNCTION pg_temp.gl(p_gl text, p_currency smallint DEFAULT 978) RETURNS bigint LANGUAGE sql AS
    $$ SELECT pd.internal_account(1::smallint, p_gl, p_currency) $$;
INSERT INTO acc_name SELECT 'fees', 'GL-4010-EUR', pg_temp.gl('4010');
INSERT INTO acc_name SELECT 'tax', 'GL-2150-EUR', pg_temp.gl('2150');
INSERT INTO acc_name SELECT 'nostro', 'GL-1100-EUR', pg_temp.gl('1100');
INSERT INTO acc_name SELECT 'feesusd', 'GL-4010-USD', pg_temp.gl('4010', 840::smallint);
-- What the books say of an account: exact balance | folded to | folded balance | number of points.
CREATE FUNCTION pg_temp.now(p_name text) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws('|', a.posted, b.version / 1024, b.posted,
                     (SELECT count(*) FROM pd.balance_point p WHERE p.account = b.account))
      FROM pd.account_now a
      JOIN pd.balance b ON b.account = a.id
     WHERE a.id = pg_temp.acc_id(p_name)
$$;
CREATE FUNCTION pg_temp.newest() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pd.journal $$;

SELECT is((SELECT string_agg(c.gl, ' ' ORDER BY c.gl) FROM pd.chart c WHERE c.is_deferred AND c.has_floor), NULL, 'no account with a floor is deferred');
SELECT is((SELECT b.flags FROM pd.balance b WHERE b.account = pg_temp.acc_id('fees')), 32, 'the flag comes from the chart');

-- Two legs, either order, either side; many legs; nothing but deferred accounts.
SELECT is((pg_temp.post(pg_temp.leg('cur', -100), pg_temp.leg('fees', 100))).balances, ARRAY[99900, NULL]::bigint[], 'the customer''s balance, and none');
SELECT results_eq($$SELECT j.entry_account, j.entry_seq FROM pd.journal j ORDER BY j.id DESC LIMIT 1$$,
    $$SELECT ARRAY[pg_temp.acc_id('cur'), pg_temp.acc_id('fees')], ARRAY[2, pg_temp.newest() * 1024 + 2]$$, 'numbered by journal and place');
SELECT is((pg_temp.post(pg_temp.leg('fees', -30), pg_temp.leg('cur', 30))).balances, ARRAY[NULL, 99930]::bigint[], 'the other way round');
SELECT results_eq($$SELECT j.entry_account, j.entry_seq FROM pd.journal j ORDER BY j.id DESC LIMIT 1$$,
    $$SELECT ARRAY[pg_temp.acc_id('fees'), pg_temp.acc_id('cur')], ARRAY[pg_temp.newest() * 1024 + 1, 3]$$, 'place one');
SELECT is((pg_temp.post(pg_temp.leg('cur', -60), pg_temp.leg('bas', 40), pg_temp.leg('cur', -12), pg_temp.leg('fees', 10), pg_temp.leg('tax', 2), pg_temp.leg('fees', 20))).balances,
          ARRAY[99870, 50040, 99858, NULL, NULL, NULL]::bigint[], 'several legs, two of them on one deferred account');
SELECT is((SELECT array_agg(e.seq - e.journal * 1024 ORDER BY e.seq) FROM pd.entry e WHERE e.journal = pg_temp.newest() AND e.balance IS NULL AND e.account = pg_temp.acc_id('fees')),
          ARRAY[4, 6]::bigint[], 'each its own place');
SELECT is((pg_temp.post(pg_temp.leg('fees', -5), pg_temp.leg('nostro', 5))).balances, ARRAY[NULL, NULL]::bigint[], 'deferred accounts only');
SELECT is((pg_temp.post(pg_temp.leg('fees', -2), pg_temp.leg('nostro', 1), pg_temp.leg('nostro', 1))).balances, ARRAY[NULL, NULL, NULL]::bigint[], 'more than two of them');
SELECT is((pg_temp.post(pg_temp.leg('bas', -10), pg_temp.leg('fees', 10), pg_temp.leg('usd', -7), pg_temp.leg('feesusd', 7))).balances,
          ARRAY[50030, NULL, 9993, NULL]::bigint[], 'two currencies');
SELECT is(pg_temp.now('fees'), '103|0|0|0', 'exact, though nothing is folded');
SELECT is(pg_temp.bad(), '', 'the books prove');

-- The same refusals as everywhere; what was applied before the doubt is taken back.
SELECT is(pg_temp.refused(pg_temp.leg('cur', -99859), pg_temp.leg('fees', 99859)), 'PD018 account', 'too much for the customer');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -5, 'from'), pg_temp.leg('feesusd', 5, 'to')), 'PD015 to', 'another currency');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -5, 'from'), pg_temp.leg('fees', 4, 'to')), 'PD028 from', 'unbalanced');
UPDATE pd.balance SET flags = 32 | 4 WHERE account = pg_temp.acc_id('fees');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -5, 'from'), pg_temp.leg('fees', 5, 'to')), 'PD014 to', 'credits blocked');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -5, 'from'), pg_temp.leg('fees', 4, 'to'), pg_temp.leg('tax', 1, 'to')), 'PD014 to', 'in a longer journal too');
SELECT is(pg_temp.refused(pg_temp.leg('fees', -5, 'from'), pg_temp.leg('cur', 5, 'to')), 'done', 'debits still go');
UPDATE pd.balance SET flags = 32, posted = 2305843009213693953 WHERE account = pg_temp.acc_id('fees');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -5, 'from'), pg_temp.leg('fees', 5, 'to')), 'PD001 to', 'beyond half of the limit');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -6, 'from'), pg_temp.leg('fees', 5, 'to'), pg_temp.leg('tax', 1, 'to')), 'PD001 to', 'in a longer journal too');
UPDATE pd.balance SET posted = 0 WHERE account = pg_temp.acc_id('fees');
SELECT is(pg_temp.bad(), '', 'nothing of them stays');

-- The batch.
SELECT results_eq($$SELECT b.journals, b.entries FROM pd.post_batch(1::smallint, NULL, ARRAY[1,1,2,2,2], ARRAY[pg_temp.acc_id('cur'), pg_temp.acc_id('fees'),
        pg_temp.acc_id('cur'), pg_temp.acc_id('fees'), pg_temp.acc_id('tax')], ARRAY[-10, 10, -3, 2, 1]::bigint[], ARRAY['fee', 'fee', 'fee', 'fee', 'tax'],
        ARRAY['test.batch', 'test.batch'], ARRAY[pg_temp.today(), pg_temp.today()], ARRAY[pg_temp.today(), pg_temp.today()]) b$$, 'VALUES (2, 5)', 'a batch');
SELECT is((SELECT array_agg(e.seq - e.journal * 1024 ORDER BY e.account, e.seq) FROM pd.entry e WHERE e.journal = pg_temp.newest() AND e.balance IS NULL),
          (SELECT array_agg(p ORDER BY a) FROM (VALUES (pg_temp.acc_id('fees'), 2::bigint), (pg_temp.acc_id('tax'), 3::bigint)) v(a, p)), 'numbered the same way');
SELECT is(pg_temp.now('fees'), '110|0|0|0', 'exact');
SELECT is(pg_temp.bad(), '', 'the books prove');

-- The mark: what somebody may still be writing is not settled.  Other tests of the cluster run transactions as well.
CREATE PROCEDURE pg_temp.settle() LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. 300 LOOP
        PERFORM pd.journal_settle();
        COMMIT;
        EXIT WHEN (SELECT m.settled FROM pd.journal_mark m) = pg_temp.newest();
        PERFORM pg_sleep(0.1);
    END LOOP;
END $$;
CALL pg_temp.settle();
SELECT is((SELECT m.settled FROM pd.journal_mark m), pg_temp.newest(), 'settled when all that were running have ended');
BEGIN;
SELECT pg_temp.post(pg_temp.leg('cur', -1), pg_temp.leg('fees', 1)) \g /dev/null
SELECT pd.journal_settle() \g /dev/null
SELECT is(pd.journal_settle(), pg_temp.newest() - 1, 'not while one is running');
COMMIT;
CALL pg_temp.settle();
SELECT is((SELECT m.settled FROM pd.journal_mark m), pg_temp.newest(), 'but after it');

-- Folding.
SELECT is(pd.job_fold(3), 3, 'a fold of three entries an account: more is left');
SELECT is(pg_temp.now('fees') ~ '^111\|[0-9]+\|-?[0-9]+\|1$', true, 'exact in the middle of it');
SELECT is(pg_temp.bad(), '', 'the books prove in the middle');
SELECT is(pd.job_fold(1000), 0, 'the rest');
SELECT is(pg_temp.now('fees'), format('111|%s|111|2', pg_temp.newest()), 'exact when all is folded');
SELECT is(pd.job_fold(1000), 0, 'nothing left');
SELECT is(pg_temp.now('fees'), format('111|%s|111|2', pg_temp.newest()), 'nothing changed');
SELECT pg_temp.post(pg_temp.leg('cur', -8), pg_temp.leg('fees', 8)) \g /dev/null
SELECT is(split_part(pg_temp.now('fees'), '|', 1), '119', 'folded and new together');
SELECT is((SELECT array_agg(s.balance_minor - s.amount_minor = lag ORDER BY s.seq) FILTER (WHERE lag IS NOT NULL) <@ ARRAY[true]
             FROM (SELECT t.seq, t.balance_minor, t.amount_minor, lag(t.balance_minor) OVER (ORDER BY t.seq) AS lag
                     FROM (SELECT e.seq, pd.balance_after(1::smallint, e.account, e.seq) AS balance_minor, e.amount AS amount_minor
                             FROM pd.entry e WHERE e.account = pg_temp.acc_id('fees')) t) s), true, 'balances after its entries chain');
SELECT is((SELECT pd.balance_after(1::smallint, e.account, e.seq) FROM pd.entry e WHERE e.account = pg_temp.acc_id('fees') ORDER BY e.seq DESC LIMIT 1), 119::bigint, 'up to the newest');
SELECT is(pg_temp.ask('tl_audrey', $$SELECT string_agg(s.balance_minor::text, ' ' ORDER BY s.seq DESC) FROM api.account_statement('GL-4010-EUR', p_limit => 3) s$$), '119 111 110', 'the statement');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT * FROM finish();
