-- SPDX-License-Identifier: Apache-2.0
--
-- The posting engine itself.
BEGIN;
\ir bank.psql
SELECT plan(64);

SELECT has_function('pd', 'post', ARRAY['smallint', 'text', 'uuid', 'integer', 'date', 'date', 'text', 'pd.leg[]']);
SELECT is(pg_temp.bad(), '', 'the books prove before');

-- One journal.
SELECT is((pg_temp.post(pg_temp.leg('cur', -100), pg_temp.leg('bas', 100))).balances, ARRAY[99900, 50100]::bigint[],
          'balances come in the order of the legs');
SELECT is((pg_temp.post(pg_temp.leg('bas', 100), pg_temp.leg('cur', -100))).balances, ARRAY[50200, 99800]::bigint[],
          'whatever that order is');
SELECT results_eq($$SELECT e.account, e.seq, e.amount, e.balance, e.currency, e.what COLLATE "default", e.booked FROM pd.entry e
                     WHERE e.journal = (SELECT max(id) FROM pd.journal) ORDER BY e.amount$$,
    $$VALUES (pg_temp.acc_id('cur'), 3::bigint, (-100)::bigint, 99800::bigint, 978::smallint, 'principal', pg_temp.today()),
             (pg_temp.acc_id('bas'), 3::bigint, 100::bigint, 50200::bigint, 978::smallint, 'principal', pg_temp.today())$$,
    'its entries');
SELECT results_eq($$SELECT j.entry_account, j.entry_seq FROM pd.journal j ORDER BY j.id DESC LIMIT 1$$,
    $$SELECT ARRAY[pg_temp.acc_id('bas'), pg_temp.acc_id('cur')], ARRAY[3, 3]::bigint[]$$, 'its keys to them');

-- Several legs on one account.
SELECT is((pg_temp.post(pg_temp.leg('cur', -1000), pg_temp.leg('bas', 1000), pg_temp.leg('cur', -60), pg_temp.leg('susp', 60),
                        pg_temp.leg('cur', 10), pg_temp.leg('susp', -10))).balances,
          ARRAY[98800, 51200, 98740, 60, 98750, 50]::bigint[], 'every leg its own running balance');
SELECT is((SELECT array_agg(e.seq ORDER BY e.seq) FROM pd.entry e
            WHERE e.account = pg_temp.acc_id('cur') AND e.journal = (SELECT max(id) FROM pd.journal)),
          ARRAY[4, 5, 6]::bigint[], 'and its own number');
SELECT is((SELECT ARRAY[version, posted] FROM pd.balance WHERE ledger = 1 AND account = pg_temp.acc_id('cur')),
          ARRAY[6, 98750]::bigint[], 'the balance row knows the last one');
SELECT is((pg_temp.post(pg_temp.leg('cur', -200000), pg_temp.leg('susp', 200000), pg_temp.leg('cur', 150000),
                        pg_temp.leg('susp', -150000))).balances[1], -101250::bigint, 'the floor looks at the sum of the legs');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -48751), pg_temp.leg('bas', 48751)), 'PD018 account', 'one cent too much');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -48750), pg_temp.leg('bas', 48750)), 'done', 'all of it');
SELECT is(pg_temp.bal('cur'), 0::bigint, 'is zero');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -1), pg_temp.leg('cur', -1), pg_temp.leg('bas', 2)), 'PD018 account', 'below, in two legs');

-- Two currencies in one journal, each in balance.
SELECT is(pg_temp.refused(pg_temp.leg('bas', -100), pg_temp.leg('susp', 100), pg_temp.leg('usd', 110), pg_temp.leg('suspusd', -110)),
          'done', 'two currencies, each in balance');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -100, 'from'), pg_temp.leg('usd', 100, 'to')), 'PD015 to', 'two currencies, neither in balance');

-- Refusals, with the field of the leg.
SELECT is(pg_temp.refused(pg_temp.leg('bas', -100)), 'PD028', 'one leg');
SELECT is(pg_temp.refused(VARIADIC ARRAY[]::pd.leg[]), 'PD028', 'no legs');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -100, 'a'), pg_temp.leg('cur', 101, 'b')), 'PD028 a', 'unbalanced');
SELECT is(pg_temp.refused(pg_temp.leg('bas', 0, 'a'), pg_temp.leg('cur', 0, 'b')), 'PD028 a', 'nothing');
SELECT is(pg_temp.refused(pg_temp.leg('bas', NULL, 'a'), pg_temp.leg('cur', 5, 'b')), 'PD028 a', 'no amount');
SELECT is(pg_temp.refused(pg_temp.leg('none', -5, 'a'), pg_temp.leg('cur', 5, 'b')), 'PD028 a', 'no account');
SELECT is(pg_temp.refused(ROW(-5, -5, 'principal', 'a')::pd.leg, pg_temp.leg('cur', 5, 'b')), 'PD012 a', 'unknown account');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -1000000000000001, 'a'), pg_temp.leg('cur', 1000000000000001, 'b')), 'PD001 a', 'a leg above 10^15');
SELECT is(pg_temp.refused(pg_temp.leg('bas', 9223372036854775807, 'a'), pg_temp.leg('cur', (-9223372036854775808), 'b')), 'PD001 a', 'legs at the ends of bigint');

-- Overdraft, pending and held.
UPDATE pd.balance SET overdraft = 1000 WHERE account = pg_temp.acc_id('cur');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -1001), pg_temp.leg('bas', 1001)), 'PD018 account', 'beyond the overdraft');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -1000), pg_temp.leg('bas', 1000)), 'done', 'the whole overdraft');
UPDATE pd.balance SET overdraft = 0 WHERE account = pg_temp.acc_id('cur');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -100), pg_temp.leg('cur', 100)), 'done', 'money into an account below its floor');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -100), pg_temp.leg('bas', 100)), 'PD018 account', 'but not out of it');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -900), pg_temp.leg('cur', 900)), 'done', 'back to zero');
SELECT pd.reservation_add(1::smallint, pg_temp.acc_id('biz'), -1, 'hold', 20, NULL),
       pd.reservation_add(1::smallint, pg_temp.acc_id('biz'), -2, 'pending', 30, NULL) \g /dev/null
SELECT is(pg_temp.refused(pg_temp.leg('biz', -4951), pg_temp.leg('bas', 4951)), 'PD018 account', 'held and pending money is not there');
SELECT is(pg_temp.refused(pg_temp.leg('biz', -4950), pg_temp.leg('bas', 4950)), 'done', 'the rest is');
SELECT pd.reservation_free(1::smallint, pg_temp.acc_id('biz'), -1, 20),
       pd.reservation_free(1::smallint, pg_temp.acc_id('biz'), -2, 30) \g /dev/null

-- Drawers: cash is a debit balance and cannot go below zero.
SELECT is(pg_temp.refused(pg_temp.leg('bas', -1000001), pg_temp.leg('drawer', 1000001, 'amount')), 'PD017 amount', 'more cash than there is comes before the funds');
SELECT is(pg_temp.refused(pg_temp.leg('susp', -1000001), pg_temp.leg('drawer', 1000001, 'amount')), 'PD017 amount', 'more cash than there is');
SELECT is(pg_temp.refused(pg_temp.leg('susp', -1000000), pg_temp.leg('drawer', 1000000, 'amount')), 'done', 'all of the cash');
SELECT is(pg_temp.refused(pg_temp.leg('drawer', -1000000, 'amount'), pg_temp.leg('susp', 1000000)), 'done', 'and back');

-- Blocks, closed accounts and those being moved in.
UPDATE pd.balance SET flags = 1 | 2 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -1, 'from'), pg_temp.leg('cur', 1, 'to')), 'PD014 from', 'debits blocked');
SELECT is(pg_temp.refused(pg_temp.leg('susp', -1, 'from'), pg_temp.leg('bas', 1, 'to')), 'done', 'credits still come in');
UPDATE pd.balance SET flags = 1 | 4 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.refused(pg_temp.leg('susp', -1, 'from'), pg_temp.leg('bas', 1, 'to')), 'PD014 to', 'credits blocked');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -1, 'from'), pg_temp.leg('susp', 1, 'to')), 'done', 'debits still go out');
UPDATE pd.balance SET flags = 1 | 8 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -1, 'from'), pg_temp.leg('susp', 1, 'to')), 'PD013 from', 'closed');
UPDATE pd.balance SET flags = 1 | 16 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -1, 'from'), pg_temp.leg('susp', 1, 'to')), 'PD014 from', 'still being moved in');

-- One order of reasons, whatever the order of the legs.
UPDATE pd.balance SET flags = 1 | 8 WHERE account = pg_temp.acc_id('bas');
UPDATE pd.balance SET flags = 1 | 6 WHERE account = pg_temp.acc_id('biz');
SELECT is(pg_temp.refused(pg_temp.leg('biz', -1, 'a'), pg_temp.leg('bas', 1, 'b'), ROW(-5, -1, 'principal', 'c')::pd.leg, pg_temp.leg('usd', 1, 'd')), 'PD012 c', 'not found comes first');
SELECT is(pg_temp.refused(pg_temp.leg('biz', -1, 'a'), pg_temp.leg('bas', 1, 'b')), 'PD013 b', 'closed comes before blocked');
SELECT is(pg_temp.refused(pg_temp.leg('nil', -1, 'a'), pg_temp.leg('biz', 1, 'b'), pg_temp.leg('usd', 1, 'c')), 'PD014 b', 'blocked comes before currency');
SELECT is(pg_temp.refused(pg_temp.leg('nil', -1, 'a'), pg_temp.leg('usd', 1, 'c')), 'PD015 c', 'currency comes before funds');
UPDATE pd.balance SET flags = 1 WHERE account IN (pg_temp.acc_id('bas'), pg_temp.acc_id('biz'));

-- Sentences name numbers and amounts.
SELECT throws_like(format('SELECT pg_temp.post(pg_temp.leg(%L, -999999999), pg_temp.leg(%L, 999999999))', 'bas', 'cur'),
                   'Account ' || pg_temp.acc('bas') || ' has % EUR available; 9999999.99 EUR is needed.', 'funds: the sentence');

-- Nothing of a refused journal stays, and the journal is for ever.
SELECT is(pg_temp.bad(), '', 'the books prove after');
SELECT throws_ok('UPDATE pd.journal SET text = NULL', 'PD029', NULL, 'UPDATE journal');
SELECT throws_ok('DELETE FROM pd.journal', 'PD029', NULL, 'DELETE journal');
SELECT throws_ok('TRUNCATE pd.journal', 'PD029', NULL, 'TRUNCATE journal');
SELECT throws_ok('UPDATE pd.entry SET amount = amount', 'PD029', NULL, 'UPDATE entry');
SELECT throws_ok('DELETE FROM pd.entry WHERE false', 'PD029', NULL, 'DELETE entry');
SELECT throws_ok('TRUNCATE pd.entry', 'PD029', NULL, 'TRUNCATE entry');

-- The guard behind the engine.
SELECT throws_ok($$INSERT INTO pd.entry VALUES (1, 978, '2026-01-05', -1, 1, -1, 5, 5, 'principal')$$, 'PD028', NULL, 'one entry');
SELECT throws_ok($$INSERT INTO pd.entry VALUES (1, 978, '2026-01-05', -1, 1, -1, 5, 5, 'principal'), (1, 840, '2026-01-05', -2, 1, -1, -5, 5, 'principal')$$,
                 'PD028', NULL, 'two currencies');
SELECT throws_ok($$INSERT INTO pd.entry VALUES (1, 978, '2026-01-05', -1, 1, -1, 5, 5, 'principal'), (1, 978, '2026-01-05', -2, 1, -2, -5, 5, 'principal')$$,
                 'PD028', NULL, 'two journals');
SELECT lives_ok($$INSERT INTO pd.entry VALUES (1, 978, '2026-01-05', -1, 1, -1, 5, 5, 'principal'), (1, 978, '2026-01-05', -2, 1, -1, -5, 5, 'principal'),
                  (1, 840, '2026-01-05', -3, 1, -2, 7, 5, 'principal'), (1, 840, '2026-01-05', -4, 1, -2, -7, 5, 'principal')$$, 'several good ones');

-- The end of a balance: 2^62 on both sides.
UPDATE pd.balance SET posted = 4611686018427387904 - 5 WHERE account = pg_temp.acc_id('nil');
UPDATE pd.balance SET posted = -4611686018427387904 + 5 WHERE account = pg_temp.acc_id('susp');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -6, 'from'), pg_temp.leg('nil', 6, 'to')), 'PD001 to', 'beyond the upper end');
SELECT is(pg_temp.refused(pg_temp.leg('susp', -6, 'from'), pg_temp.leg('bas', 6, 'to')), 'PD001 from', 'beyond the lower end');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -6, 'from'), pg_temp.leg('nil', 6, 'to'), pg_temp.leg('nil', -2, 'back'), pg_temp.leg('bas', 2, 'back')),
          'PD001 to', 'beyond it on the way');
SELECT is(pg_temp.refused(pg_temp.leg('bas', -5, 'from'), pg_temp.leg('nil', 5, 'to')), 'done', 'just at the upper end');
SELECT is(pg_temp.refused(pg_temp.leg('susp', -5, 'from'), pg_temp.leg('bas', 5, 'to')), 'done', 'just at the lower end');
SELECT is((SELECT bad FROM pd.prove() WHERE check_name = 'balances equal their entries'), 2::bigint, 'the proof sees the two doctored balances');
SELECT finish();
ROLLBACK;
